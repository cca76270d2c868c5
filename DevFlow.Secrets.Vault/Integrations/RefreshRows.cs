using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>What there is of accounts' tokens beside the tokens: when they are due, who is at it, what went wrong.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="work">For whom it is done.</param>
internal sealed class RefreshRows(VaultDatabase database, VaultIdentity work)
{
    private const string Due = """
        SELECT user_id, provider FROM devflow.provider_accounts
        WHERE state = 'connected' AND due_at <= @now AND (claimed_until IS NULL OR claimed_until <= @now) ORDER BY due_at LIMIT @most
        """;

    private const string Claim = """
        UPDATE devflow.provider_accounts SET claimed_until = @Until
        WHERE user_id = @User AND provider = @Provider AND state = 'connected' AND (@isAsked OR due_at <= @now) AND (claimed_until IS NULL OR claimed_until <= @now)
        """;

    private const string Claimed = "WHERE user_id = @User AND provider = @Provider AND claimed_until = @Until";

    private const string Renewed = $"""
        UPDATE devflow.provider_accounts SET refreshed_at = @now, expires_at = @expiresAt, due_at = @dueAt, scopes = coalesce(@scopes, scopes), problem = NULL, failures = 0,
            claimed_until = NULL {Claimed}
        """;

    private const string LookedAt = $"""
        UPDATE devflow.provider_accounts SET refreshed_at = @now, due_at = @dueAt, problem = NULL, failures = 0, claimed_until = NULL,
            account_name = CASE WHEN account_id = @id THEN @name ELSE account_name END {Claimed}
        """;

    // From half a minute on, each time for longer, up to a quarter of an hour.
    private const string PutOff = $"""
        UPDATE devflow.provider_accounts SET failures = failures + 1, due_at = @now + make_interval(secs => least(900, 30 * power(2, least(failures, 10)))), problem = @problem,
            claimed_until = NULL {Claimed}
        """;

    private const string NeedsPerson = $"UPDATE devflow.provider_accounts SET state = 'needs-person', problem = @problem, due_at = NULL, claimed_until = NULL {Claimed}";

    public async Task<IReadOnlyList<(Guid User, string Provider)>> DueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        [.. await database.RunAsync(
            work, (connection, token) => connection.QueryAsync<(Guid, string)>(new CommandDefinition(Due, new { now, most }, cancellationToken: token)), cancellationToken)];

    /// <returns>Whether it was there to be claimed.</returns>
    public async Task<bool> ClaimAsync(RefreshClaim claim, DateTimeOffset now, bool isAsked, CancellationToken cancellationToken) =>
        await RunAsync(Claim, new { claim.User, claim.Provider, claim.Until, now, isAsked }, cancellationToken) > 0;

    public static Task RenewedAsync(
        NpgsqlConnection connection, RefreshClaim claim, DateTimeOffset now, DateTimeOffset? expiresAt, DateTimeOffset dueAt, IReadOnlyList<string>? scopes, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            Renewed, new { claim.User, claim.Provider, claim.Until, now, expiresAt, dueAt, scopes = scopes?.ToArray() }, cancellationToken: cancellationToken));

    /// <summary>Its token works; the account may be called otherwise by now.</summary>
    public Task LookedAtAsync(RefreshClaim claim, ProviderAccount account, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        RunAsync(LookedAt, new { claim.User, claim.Provider, claim.Until, now, dueAt, account.Id, account.Name }, cancellationToken);

    public Task PutOffAsync(RefreshClaim claim, string problem, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(PutOff, new { claim.User, claim.Provider, claim.Until, now, problem }, cancellationToken);

    /// <summary>Its person is needed; the alert comes with that, once.</summary>
    /// <returns>Whether that is new.</returns>
    public Task<bool> NeedsPersonAsync(RefreshClaim claim, string problem, Alert alert, CancellationToken cancellationToken) => database.RunAsync(
        work,
        async (connection, token) =>
        {
            if (await connection.ExecuteAsync(new CommandDefinition(NeedsPerson, new { claim.User, claim.Provider, claim.Until, problem }, cancellationToken: token)) == 0)
                return false;
            await AlertStore.AddAsync(connection, alert, token);
            return true;
        },
        cancellationToken);

    private Task<int> RunAsync(string sql, object values, CancellationToken cancellationToken) =>
        database.RunAsync(work, (connection, token) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: token)), cancellationToken);
}
