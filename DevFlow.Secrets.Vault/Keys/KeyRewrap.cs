using System.Security.Cryptography;
using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Wraps the data keys of older key-encryption keys under the current one, while the vault is in use. Values are not touched. Each batch is a
/// transaction: whatever dies, each data key is wrapped by the one key or by the other, and the work goes on where it was. Several may
/// work at once; what one has in hand the others pass over.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="keys">Gives the keys as they are now.</param>
/// <param name="time">The clock.</param>
public sealed class KeyRewrap(VaultDatabase database, Func<KeyRing> keys, TimeProvider time)
{
    /// <summary>How many data keys a transaction wraps anew: 200.</summary>
    public const int DefaultBatch = 200;

    // Of several engines only one sees the others' rows, and not for long.
    private static readonly TimeSpan _untilOthersAreDone = TimeSpan.FromMilliseconds(100);

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("re-wrap");

    // A foreign key of a version that is written just now is no obstacle (NO KEY), and nobody is waited for.
    private const string Next = """
        SELECT id, tier, owner, wrapped FROM devflow.data_keys WHERE key_id = @old AND id > @after
            AND EXISTS (SELECT FROM devflow.key_encryption_keys WHERE id = @current AND state = 'active')
        ORDER BY key_id, id LIMIT @most FOR NO KEY UPDATE SKIP LOCKED
        """;

    private const string IsActive = "SELECT EXISTS (SELECT FROM devflow.key_encryption_keys WHERE id = @current AND state = 'active')";

    private const string IsRetired = "SELECT EXISTS (SELECT FROM devflow.key_encryption_keys WHERE id = @old AND state = 'retired')";

    private const string Replace = """
        UPDATE devflow.data_keys d SET key_id = @current, wrapped = n.wrapped
        FROM unnest(@ids, @wrapped) AS n (id, wrapped) WHERE d.id = n.id AND d.key_id = @old
        """;

    private const string Retire = "UPDATE devflow.key_encryption_keys SET state = 'retired', changed_at = now() WHERE id = @old AND state = 'retiring'";

    internal int BatchSize { get; init; } = DefaultBatch;

    /// <summary>Works until nothing that opens is left under an older key, and retires those keys.</summary>
    /// <param name="progress">Is told after each batch how many data keys it wrapped.</param>
    /// <param name="cancellationToken">Gives up; what is done stays done.</param>
    /// <exception cref="VaultException">The database or the key store is away. Run it again.</exception>
    public async Task<RewrapResult> RunAsync(Action<int>? progress, CancellationToken cancellationToken)
    {
        var ring = keys();
        long wrapped = 0;
        var spare = new List<string>();
        var refused = new List<Guid>();
        foreach (var old in ring.All.Where(key => key.Id != ring.Current.Id))
        {
            var (moved, faulty, isRetired) = await LeaveAsync(old, ring.Current, progress, cancellationToken);
            wrapped += moved;
            refused.AddRange(faulty);
            if (isRetired)
                spare.Add(old.Id);
        }

        return new(wrapped, spare, refused);
    }

    private async Task<(long Wrapped, IReadOnlyList<Guid> Refused, bool IsRetired)> LeaveAsync(
        IKeyEncryptionKey old, IKeyEncryptionKey current, Action<int>? progress, CancellationToken cancellationToken)
    {
        long wrapped = 0;
        while (true)
        {
            var refused = new List<Guid>();
            var moved = 0;
            RewrapBatch batch;
            for (var after = Guid.Empty; (batch = await BatchAsync(old, current, after, cancellationToken)).Last is { } last; after = last)
            {
                moved += batch.Wrapped;
                refused.AddRange(batch.Refused);
                SecretsTelemetry.Rewrap.Add(batch.Wrapped);
                progress?.Invoke(batch.Wrapped);
            }

            wrapped += moved;
            var (left, isRetired) = await TryRetireAsync(old.Id, current.Id, cancellationToken);
            // What is left is what does not open, unless others have rows in hand, or wrote with the old key in the meantime.
            if (left <= refused.Count)
                return (wrapped, refused, isRetired);
            if (moved == 0)
                await Task.Delay(_untilOthersAreDone, time, cancellationToken);
        }
    }

    private Task<RewrapBatch> BatchAsync(IKeyEncryptionKey old, IKeyEncryptionKey current, Guid after, CancellationToken cancellationToken) => database.RunAsync(
        _identity,
        async (connection, token) =>
        {
            var rows = (await connection.QueryAsync<DataKeyRow>(new CommandDefinition(Next, new { old = old.Id, current = current.Id, after, most = BatchSize }, cancellationToken: token))).AsList();
            var ids = new List<Guid>(rows.Count);
            var wrapped = new List<byte[]>(rows.Count);
            var refused = new List<Guid>();
            foreach (var row in rows)
            {
                if (await TryWrapAsync(row, old, current, token) is { } fresh)
                {
                    ids.Add(row.Id);
                    wrapped.Add(fresh);
                }
                else
                {
                    refused.Add(row.Id);
                }
            }

            var values = new { current = current.Id, old = old.Id, ids = ids.ToArray(), wrapped = wrapped.ToArray() };
            // The rows are locked: as many change as were read, or nothing does.
            if (ids.Count > 0 && await connection.ExecuteAsync(new CommandDefinition(Replace, values, cancellationToken: token)) != ids.Count)
                throw new VaultException(VaultError.Conflict, "Data keys changed while they were being wrapped anew.");
            return new RewrapBatch(rows.LastOrDefault()?.Id, ids.Count, refused);
        },
        cancellationToken);

    private static async Task<byte[]?> TryWrapAsync(DataKeyRow row, IKeyEncryptionKey old, IKeyEncryptionKey current, CancellationToken cancellationToken)
    {
        byte[] dataKey;
        try
        {
            dataKey = await old.UnwrapAsync(row.Wrapped, row.BindingTo(old.Id), cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Tampered)
        {
            return null;
        }

        try
        {
            return await current.WrapAsync(dataKey, row.BindingTo(current.Id), cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    // Those who wrap with the key share its lock until they commit: under it alone, zero is zero for good.
    private Task<(long Left, bool IsRetired)> TryRetireAsync(string old, string current, CancellationToken cancellationToken) => database.RunAsync(
        _identity,
        async (connection, token) =>
        {
            await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_xact_lock(devflow.lock_of_key(@old))", new { old }, cancellationToken: token));
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsActive, new { current }, cancellationToken: token)))
                throw new VaultException(VaultError.Conflict, $"The key {current} does not wrap any more: another engine was started with another one. Give all of them the same.");
            var left = await connection.ExecuteScalarAsync<long>(
                new CommandDefinition("SELECT count(*) FROM devflow.data_keys WHERE key_id = @old", new { old }, cancellationToken: token));
            if (left == 0)
                await connection.ExecuteAsync(new CommandDefinition(Retire, new { old }, cancellationToken: token));
            return (left, await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsRetired, new { old }, cancellationToken: token)));
        },
        cancellationToken);
}
