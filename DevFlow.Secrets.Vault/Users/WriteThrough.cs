using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Brings the copies of people's secrets in 1Password up to what the database says. There is no queue that could lose something: each pass looks at what
/// differs, and what it did not get done differs still. It may be killed anywhere, and done twice.
/// </summary>
/// <param name="secrets">The secrets.</param>
/// <param name="workspace">The way to 1Password.</param>
public sealed class WriteThrough(UserSecrets secrets, SecretsWorkspace workspace)
{
    private const int AtOnce = 100;

    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(15);

    private const string Succeeded = "copy_failures = 0, copy_after = NULL";

    // Of several engines one does it at a time: two would make an item each.
    private const string TryLock = "SELECT pg_try_advisory_xact_lock(hashtextextended('write-through', 0))";

    private static readonly VaultIdentity _worker = VaultIdentity.Maintenance("write-through");

    /// <summary>Learns each value for as long as it is on its way, so that it can be masked. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>Hears what cannot be done, without names and values. Default nobody.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Is called after each step; for tests that let it end there.</summary>
    internal Action AfterStep { get; init; } = () => { };

    /// <summary>One pass.</summary>
    /// <param name="cancellationToken">Gives up; what is done is done.</param>
    /// <returns>Whether all that there was to do is done; otherwise the next pass goes on with it.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<bool> RunAsync(CancellationToken cancellationToken) => secrets.Database.RunAsync(
        _worker,
        async (connection, token) =>
        {
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(TryLock, cancellationToken: token)))
                return true;
            var all = (await connection.QueryAsync<(Guid Owner, Guid Id)>(
                new CommandDefinition("SELECT owner, secret_id FROM devflow.user_secrets_to_copy(@AtOnce, @now)", new { AtOnce, now = secrets.Time.GetUtcNow().UtcDateTime }, cancellationToken: token))).ToList();
            return await CopyAsync(all, token) && all.Count < AtOnce;
        },
        cancellationToken);

    private async Task<bool> CopyAsync(List<(Guid Owner, Guid Id)> all, CancellationToken cancellationToken)
    {
        if (all.Count == 0)
            return true;
        var (client, problem) = workspace.OnePassword.CurrentClient();
        if (client is null)
        {
            WriteThroughLog.NotConfigured(Logger, all.Count, problem ?? OnePasswordSource.NotConfigured);
            return false;
        }

        var items = new CopyItems(client);
        var isDone = true;
        foreach (var (owner, id) in all)
        {
            try
            {
                await CopyAsync(items, VaultIdentity.OfUser(owner), id, cancellationToken);
            }
            catch (ConnectException fault)
            {
                // What Connect says may hold the title, which is the owner's own affair.
                await PutOffAsync(owner, id, fault.Kind.ToString(), cancellationToken);
                isDone = false;
                // It would be away for all the others too.
                if (fault.Kind is ConnectErrorKind.Unavailable)
                    return false;
            }
            catch (VaultException fault) when (fault.Error is not VaultError.Unavailable)
            {
                await PutOffAsync(owner, id, fault.Error.ToString(), cancellationToken);
                isDone = false;
            }
        }

        return isDone;
    }

    // Later than the others', each time for longer.
    private async Task PutOffAsync(Guid owner, Guid id, string reason, CancellationToken cancellationToken)
    {
        WriteThroughLog.Failed(Logger, id, reason);
        const string Later = "copy_failures = copy_failures + 1, copy_after = @now + make_interval(secs => least(@longest, @shortest * power(2, least(copy_failures, 10)))) WHERE id = @id";
        await UpdateAsync(VaultIdentity.OfUser(owner), Later, new { id, now = secrets.Time.GetUtcNow().UtcDateTime, shortest = _shortest.TotalSeconds, longest = _longest.TotalSeconds }, cancellationToken);
    }

    // As its owner: nobody else can open it, the worker as little as an administrator.
    private async Task CopyAsync(CopyItems items, VaultIdentity owner, Guid id, CancellationToken cancellationToken)
    {
        var row = await AsAsync(owner, (connection, token) => CopyRow.FindAsync(connection, id, token), cancellationToken);
        if (row is { IsMisplaced: true })
        {
            await items.RemoveAsync(row.CopyVault!, id, row.CopyItem, cancellationToken);
            AfterStep();
            await UpdateAsync(owner, $"copy_vault = NULL, copy_item = NULL, written_through = 0, {Succeeded} WHERE id = @id AND copy_vault = @vault", new { id, vault = row.CopyVault }, cancellationToken);
            row = row with { CopyVault = null, CopyItem = null, WrittenThrough = 0 };
        }

        if (row is not { IsBehind: true })
            return;

        // Said before it is made: a copy that nobody knows of would stay for ever.
        const string Mark = "copy_vault = @Vault WHERE id = @id AND deleted_at IS NULL AND @Vault = (SELECT onepassword_vault FROM devflow.users WHERE id = owner)";
        if (await UpdateAsync(owner, Mark, new { id, row.Vault }, cancellationToken) == 0)
            return;
        if (await ReadAsync(owner, row.Name, id, cancellationToken) is not { } value)
            return;
        using var masked = Scrubber?.RegisterForRequest(value.Reveal());
        var item = await items.WriteAsync(row.Vault!, id, row.CopyItem, row.Name, value, cancellationToken);
        AfterStep();
        await UpdateAsync(
            owner, $"copy_item = @item, written_through = @Version, {Succeeded} WHERE id = @id AND copy_vault = @Vault", new { id, item, value.Version, row.Vault }, cancellationToken);
    }

    private async Task<SecretValue?> ReadAsync(VaultIdentity owner, string name, Guid id, CancellationToken cancellationToken)
    {
        var found = await AsAsync(
            owner, (connection, token) => secrets.Rows.FindAsync(connection, owner.User!.Value, name, version: null, secrets.Time.GetUtcNow(), token), cancellationToken);
        if (found is null || found.Id != id)
            return null;
        await secrets.Log.WriteAsync(
            $"user-secret:{id}", found.Value is null ? SecretOutcomes.Error : SecretOutcomes.Hit, _worker, found.Value, version: null, cancellationToken);
        return found.Fault is { } fault ? throw fault : found.Value;
    }

    private async Task<int> UpdateAsync(VaultIdentity owner, string set, object values, CancellationToken cancellationToken)
    {
        var changed = await AsAsync(
            owner, (connection, token) => connection.ExecuteAsync(new CommandDefinition($"UPDATE devflow.user_secrets SET {set}", values, cancellationToken: token)), cancellationToken);
        AfterStep();
        return changed;
    }

    private Task<T> AsAsync<T>(VaultIdentity owner, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        secrets.Database.RunAsync(owner, work, cancellationToken);
}
