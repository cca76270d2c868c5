namespace DevFlow.Secrets.Vault;

/// <summary>An incident with all that was done.</summary>
/// <param name="Incident">It.</param>
/// <param name="Actions">Its actions, in their order.</param>
/// <param name="Timeline">What happened, in its order.</param>
/// <param name="Names">The names of the people in it by their principals, as they are now; who was erased has none.</param>
public sealed record IncidentRecord(
    Incident Incident, IReadOnlyList<IncidentAction> Actions, IReadOnlyList<IncidentEvent> Timeline, IReadOnlyDictionary<string, string> Names);
