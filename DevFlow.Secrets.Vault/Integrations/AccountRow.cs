namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.provider_accounts</c>, as the driver gives it.</summary>
internal sealed record AccountRow(
    string Provider,
    string Account,
    string State,
    string Scopes,
    DateTimeOffset? NamedAt,
    DateTimeOffset? ConnectedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RefreshedAt,
    string? Problem)
{
    public const string Columns = """
        provider "Provider", account_name "Account", state "State", array_to_string(scopes, ' ') "Scopes", named_at "NamedAt", connected_at "ConnectedAt", expires_at "ExpiresAt",
        refreshed_at "RefreshedAt", problem "Problem"
        """;

    public AccountConnection ToConnection() => new(
        Provider, Account, State, Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), State is AccountState.Named ? NamedAt + ProviderAccounts.NameCounts : null, ConnectedAt, ExpiresAt, RefreshedAt, Problem);
}
