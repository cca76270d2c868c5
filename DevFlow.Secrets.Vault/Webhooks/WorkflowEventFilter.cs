namespace DevFlow.Secrets.Vault;

/// <summary>Which events are wanted; what is null lets all through.</summary>
/// <param name="Source"><c>github</c>, <c>jira</c> or <c>confluence</c>.</param>
/// <param name="Type">What happened, in the sender's words.</param>
/// <param name="State"><c>new</c>, <c>claimed</c> or <c>done</c>.</param>
public sealed record WorkflowEventFilter(string? Source = null, string? Type = null, string? State = null);
