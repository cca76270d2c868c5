namespace DevFlow.Cli.Leasing;

/// <summary>A lease, as the engine tells of it and as --json prints it.</summary>
internal sealed record LeaseOutput(
    Guid Id, string Profile, string Principal, string Login, string State, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt, DateTimeOffset RenewableUntil, DateTimeOffset? EndedAt, string? Reason);
