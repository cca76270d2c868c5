namespace DevFlow.KnowledgeHub.Documents;

/// <summary>A page of documents.</summary>
/// <param name="Documents">In the order of their ids.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
internal sealed record DocumentsAnswer(IReadOnlyList<DocumentAnswer> Documents, string? Next);
