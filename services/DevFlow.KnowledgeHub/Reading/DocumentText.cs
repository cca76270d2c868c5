namespace DevFlow.KnowledgeHub.Reading;

/// <summary>What was read of a document.</summary>
/// <param name="Title">What it calls itself; null when it does not say.</param>
/// <param name="Passages">What it says, in its order.</param>
/// <param name="Source">The text as it was sent, with all that is not shown; null of a document that is no text.</param>
internal sealed record DocumentText(string? Title, IReadOnlyList<Passage> Passages, string? Source);
