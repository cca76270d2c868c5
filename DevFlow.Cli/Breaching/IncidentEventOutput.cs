namespace DevFlow.Cli.Breaching;

/// <summary>An entry of a timeline.</summary>
internal sealed record IncidentEventOutput(DateTimeOffset At, string Actor, int? Action, string What);
