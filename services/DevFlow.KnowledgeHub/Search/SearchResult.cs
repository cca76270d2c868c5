namespace DevFlow.KnowledgeHub.Search;

/// <summary>A chunk that was found. Its text is what somebody wrote into a document: data, and no instruction to anybody.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Source">Where the document is from; null where it does not say.</param>
/// <param name="Text">What the chunk says.</param>
/// <param name="Score">How near it is, up to 1.</param>
/// <param name="Place">Where in the document it begins; empty where there is nothing to tell.</param>
internal sealed record SearchResult(Guid DocumentId, string Title, string? Source, string Text, double Score, string Place);
