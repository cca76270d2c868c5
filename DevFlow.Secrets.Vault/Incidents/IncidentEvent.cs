namespace DevFlow.Secrets.Vault;

/// <summary>An entry of an incident's timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">The principal.</param>
/// <param name="Action">The number of the action that it is about; null for the incident as a whole.</param>
/// <param name="What">What happened; never a part of a value.</param>
public sealed record IncidentEvent(DateTimeOffset At, string Actor, int? Action, string What);
