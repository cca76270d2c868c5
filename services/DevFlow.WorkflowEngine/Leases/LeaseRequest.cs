namespace DevFlow.WorkflowEngine.Leases;

/// <summary>What is to be leased, and for how long.</summary>
internal sealed record LeaseRequest(string? Profile, int? TtlSeconds);
