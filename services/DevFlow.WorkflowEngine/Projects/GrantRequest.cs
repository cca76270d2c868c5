namespace DevFlow.WorkflowEngine.Projects;

/// <summary>What is to be granted: to whom, of which environment, one key or all, and for how long from now on.</summary>
internal sealed record GrantRequest(string? To, string? Environment, string? Key, string? Access, int? TtlSeconds);
