namespace DevFlow.Secrets.Vault;

/// <summary>A breach that was declared.</summary>
/// <param name="Id">Its id, in the order of time.</param>
/// <param name="Scope">One of <see cref="IncidentScopes"/>.</param>
/// <param name="Subject">The secret's key, the principal, or the tier.</param>
/// <param name="Reason">Why, in the words of the one who declared it.</param>
/// <param name="DeclaredBy">The principal.</param>
/// <param name="DeclaredAt">When.</param>
/// <param name="ClosedAt">When everything was done; null while something is open.</param>
/// <param name="Open">How many actions are to be done, by the engine or by people.</param>
/// <param name="ForPeople">How many of them by people.</param>
public sealed record Incident(
    Guid Id, string Scope, string Subject, string Reason, string DeclaredBy, DateTimeOffset DeclaredAt, DateTimeOffset? ClosedAt, int Open, int ForPeople);
