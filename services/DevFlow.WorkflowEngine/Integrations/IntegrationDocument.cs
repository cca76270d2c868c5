using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>A provider, and the caller's account there.</summary>
/// <param name="Provider">What the provider is called in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Configured">Whether it is set up here.</param>
/// <param name="Missing">The keys that are missing for that, or cannot be used.</param>
/// <param name="State"><c>connected</c>, <c>not-connected</c> or <c>needs-person</c>.</param>
/// <param name="Account">What the account is called there; null when there is none.</param>
/// <param name="Scopes">What its token is good for.</param>
/// <param name="ConnectedAt">Since when.</param>
/// <param name="ExpiresAt">When its token stops to work; null when that is not known.</param>
/// <param name="RefreshedAt">When its token was last renewed, or looked at.</param>
/// <param name="Problem">Why its token is not renewed now, and what to do.</param>
internal sealed record IntegrationDocument(
    string Provider,
    string Title,
    bool Configured,
    IReadOnlyList<string> Missing,
    string State,
    string? Account,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ConnectedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RefreshedAt,
    string? Problem)
{
    public const string NotConnected = "not-connected";

    /// <param name="provider">The provider.</param>
    /// <param name="missing">The keys that are missing.</param>
    /// <param name="account">The account; null for none.</param>
    public static IntegrationDocument Of(AccountProvider provider, IReadOnlyList<string> missing, AccountConnection? account) => new(
        provider.Name,
        provider.Title,
        missing.Count == 0,
        missing,
        account is null or { State: AccountState.Named } ? NotConnected : account.State,
        account?.Account,
        account?.Scopes ?? [],
        account?.ConnectedAt,
        account?.ExpiresAt,
        account?.RefreshedAt,
        account?.Problem);
}
