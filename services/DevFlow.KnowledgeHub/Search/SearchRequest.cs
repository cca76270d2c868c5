namespace DevFlow.KnowledgeHub.Search;

/// <summary>A search.</summary>
/// <param name="Query">What is looked for, in words.</param>
/// <param name="Limit">The most results, 1 to 50; 8 by default.</param>
/// <param name="Project">Only documents of this project; all by default.</param>
internal sealed record SearchRequest(string? Query, int? Limit = null, string? Project = null);
