namespace DevFlow.Secrets.Vault;

/// <summary>An account of a person at a provider, without its tokens.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Account">What the account is called there.</param>
/// <param name="State">One of <see cref="AccountState"/>.</param>
/// <param name="Scopes">What its token is good for, as the provider says.</param>
/// <param name="NamedUntil">Until when a name that an administrator gave waits for its account; null of others.</param>
/// <param name="ConnectedAt">Since when it is connected; null when it is not yet.</param>
/// <param name="ExpiresAt">When the access token stops to work; null when that is not known.</param>
/// <param name="RefreshedAt">When its token was last renewed or looked at; null for not yet.</param>
/// <param name="Problem">Why its token is not renewed now; null when nothing is wrong.</param>
public sealed record AccountConnection(
    string Provider,
    string Account,
    string State,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? NamedUntil,
    DateTimeOffset? ConnectedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RefreshedAt,
    string? Problem);
