namespace DevFlow.Cli.Breaching;

/// <summary>An incident, as the engine tells of it and as --json prints it.</summary>
internal sealed record IncidentOutput(
    Guid Id, string Scope, string Subject, string Reason, string DeclaredBy, DateTimeOffset DeclaredAt, DateTimeOffset? ClosedAt, int Open, int ForPeople);
