namespace DevFlow.Cli.Breaching;

/// <summary>What a breach is of, as the engine takes it.</summary>
internal sealed record IncidentCall(string Scope, string Subject, string? Reason);
