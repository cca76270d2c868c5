namespace DevFlow.Cli.Breaching;

/// <summary>One thing that is done about a breach.</summary>
internal sealed record IncidentActionOutput(
    int Number, int Phase, string Kind, string Subject, string Detail, string State, int Attempts, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt, string? EndedBy, string? Result, string? Problem);
