namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.provider_accounts</c>, as the driver gives it.</summary>
internal sealed record AccountRow(
    string Provider,
    string Account,
    string State,
    string Scopes,
    DateTime? NamedAt,
    DateTime? ConnectedAt,
    DateTime? ExpiresAt,
    DateTime? RefreshedAt,
    string? Problem)
{
    public const string Columns = """
        provider "Provider", account_name "Account", state "State", array_to_string(scopes, ' ') "Scopes", named_at "NamedAt", connected_at "ConnectedAt", expires_at "ExpiresAt",
        refreshed_at "RefreshedAt", problem "Problem"
        """;

    public AccountConnection ToConnection() => new(
        Provider, Account, State, Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), State is AccountState.Named ? Of(NamedAt + ProviderAccounts.NameCounts) : null, Of(ConnectedAt), Of(ExpiresAt), Of(RefreshedAt), Problem);

    private static DateTimeOffset? Of(DateTime? at) => at is { } known ? new(known, TimeSpan.Zero) : null;
}
