namespace DevFlow.KnowledgeHub.Search;

/// <summary>What an answer stands on.</summary>
/// <param name="Number">As the answer names it, such as [1].</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">Where it is from; null where it does not say.</param>
/// <param name="Place">Where in it.</param>
/// <param name="Text">What stands there.</param>
internal sealed record Citation(int Number, Guid DocumentId, string Title, string? Source, string Place, string Text);
