namespace DevFlow.McpGateway.Knowledge;

/// <summary>What the Knowledge Hub answers.</summary>
internal sealed record KnowledgeAnswer(IReadOnlyList<KnowledgeResult> Results);
