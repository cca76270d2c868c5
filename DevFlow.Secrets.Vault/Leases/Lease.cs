namespace DevFlow.Secrets.Vault;

/// <summary>A login of the platform's database that was made for somebody for a while. Its password is nowhere but with that one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Profile">What it may do: the name of a <see cref="LeaseProfile"/>.</param>
/// <param name="Principal">Whose it is.</param>
/// <param name="Login">The name of the login.</param>
/// <param name="State">One of <see cref="LeaseState"/>.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ExpiresAt">Until when, by the database's clock, if it is not renewed.</param>
/// <param name="RenewableUntil">Until when it can be renewed at most.</param>
/// <param name="EndedAt">When its login went; null while it is there.</param>
/// <param name="EndedBy">Who ended it; null while it is active.</param>
/// <param name="Reason"><c>revoked</c>, <c>expired</c>, <c>erased</c> (the person is), <c>lost</c> (the login was gone), <c>orphan</c> (the login was of no lease), <c>breach</c> (an incident ended it); null while it is active.</param>
public sealed record Lease(
    Guid Id,
    string Profile,
    string Principal,
    string Login,
    string State,
    DateTimeOffset OpenedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset RenewableUntil,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? Reason);
