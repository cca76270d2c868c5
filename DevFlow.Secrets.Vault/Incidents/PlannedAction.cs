namespace DevFlow.Secrets.Vault;

/// <summary>One thing that would be done about a breach.</summary>
/// <param name="Phase">One of <see cref="IncidentPhases"/>.</param>
/// <param name="Kind">One of <see cref="IncidentActionKinds"/>.</param>
/// <param name="Subject">As <see cref="IncidentAction.Subject"/>.</param>
/// <param name="Detail">As <see cref="IncidentAction.Detail"/>.</param>
/// <param name="IsForPerson">Whether the engine cannot do it.</param>
public sealed record PlannedAction(int Phase, string Kind, string Subject, string Detail, bool IsForPerson);
