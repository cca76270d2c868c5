namespace DevFlow.Cli.Breaching;

/// <summary>What would be done about a breach.</summary>
internal sealed record IncidentPlanOutput(string Scope, string Subject, IReadOnlyList<PlannedActionOutput> Actions);
