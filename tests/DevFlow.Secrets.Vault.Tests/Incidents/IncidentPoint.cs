namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>Where a process is killed: when an action was begun and nothing is done, or when it is done and that is not committed.</summary>
internal sealed record IncidentPoint(string Kind, bool IsDone, Guid Incident);
