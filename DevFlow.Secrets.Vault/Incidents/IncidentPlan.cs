namespace DevFlow.Secrets.Vault;

/// <summary>What would be done about a breach.</summary>
/// <param name="Scope">One of <see cref="IncidentScopes"/>.</param>
/// <param name="Subject">The secret's key, the principal, or the tier.</param>
/// <param name="Actions">What, in its order.</param>
public sealed record IncidentPlan(string Scope, string Subject, IReadOnlyList<PlannedAction> Actions);
