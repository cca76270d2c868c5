namespace DevFlow.WorkflowEngine.Leases;

/// <summary>For how long from now on.</summary>
internal sealed record RenewalRequest(int? TtlSeconds);
