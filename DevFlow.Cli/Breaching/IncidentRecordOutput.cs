namespace DevFlow.Cli.Breaching;

/// <summary>An incident with all that was done.</summary>
internal sealed record IncidentRecordOutput(
    IncidentOutput Incident, IReadOnlyList<IncidentActionOutput> Actions, IReadOnlyList<IncidentEventOutput> Timeline, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Whether the engine has something to do that waits for no person.</summary>
    public bool IsUnderWay => Actions.Any(action => action is { EndedAt: null, State: not "person", Phase: < 3 } && !action.Kind.StartsWith("notify-", StringComparison.Ordinal));
}
