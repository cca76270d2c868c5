namespace DevFlow.KnowledgeHub.Search;

/// <summary>What was found.</summary>
/// <param name="Results">The nearest first.</param>
internal sealed record SearchAnswer(IReadOnlyList<SearchResult> Results);
