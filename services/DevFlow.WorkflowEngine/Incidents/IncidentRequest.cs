namespace DevFlow.WorkflowEngine.Incidents;

/// <param name="Scope"><c>secret</c>, <c>service</c>, <c>user</c> or <c>tier</c>.</param>
/// <param name="Subject">The key of a secret, also <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>; the name of a service; the name or id of a person; <c>system</c>, <c>user</c> or <c>project</c>.</param>
/// <param name="Reason">Why; a plan needs none.</param>
internal sealed record IncidentRequest(string? Scope, string? Subject, string? Reason);
