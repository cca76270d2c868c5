using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>What a webhook is told.</summary>
/// <param name="Type"><c>incident.declared</c> or <c>incident.closed</c>.</param>
/// <param name="Timestamp">When that was.</param>
/// <param name="Data">The incident.</param>
internal sealed record NoticeData(string Type, DateTimeOffset Timestamp, Incident Data);
