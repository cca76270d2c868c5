namespace DevFlow.Cli.Leasing;

/// <summary>What is asked for, to open and to renew.</summary>
internal sealed record LeaseRequest(string? Profile, int? TtlSeconds);
