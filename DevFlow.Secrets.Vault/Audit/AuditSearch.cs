using System.Runtime.CompilerServices;
using System.Text;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Searches the audit. Row-level security decides what there is to find: all of it for an administrator, one's own for a user.</summary>
/// <param name="database">The database.</param>
public sealed class AuditSearch(VaultDatabase database)
{
    /// <summary>The most records of a page.</summary>
    public const int MaxPage = 1000;

    private const string Columns = """
        chain, seq, time, kind, service, key, tier, outcome, source, reference, version, user_name AS "user", trace_id AS trace, span_id AS span, count,
        window_from AS "from", window_to AS "to", refused, line, piece
        """;

    /// <summary>The records that a filter lets through, newest first.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="cursor">Where to go on: <see cref="AuditPage.Next"/> of the page before; null for the newest.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The filter, the cursor or the limit is wrong, or the database does not answer.</exception>
    public async Task<AuditPage> FindAsync(VaultIdentity identity, AuditFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (limit is < 1 or > MaxPage)
            throw new VaultException(VaultError.Invalid, $"'limit' is 1 to {MaxPage}.");
        filter.Check();
        var after = cursor is null ? (AuditCursor?)null : AuditCursor.Parse(cursor);
        var records = await database.RunAsync(identity, (connection, token) => FindAsync(connection, filter, after, limit + 1, newestFirst: true, token), cancellationToken);
        return records.Count <= limit
            ? new(records, Next: null)
            : new(records[..limit], AuditCursor.Of(records[limit - 1]).ToString());
    }

    /// <summary>All records that a filter lets through, oldest first. Each page of them is a transaction of its own, so that a slow reader holds none open.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The filter is wrong, or the database does not answer.</exception>
    public async IAsyncEnumerable<StoredAuditRecord> AllAsync(VaultIdentity identity, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Check();
        AuditCursor? after = null;
        while (true)
        {
            var from = after;
            var records = await database.RunAsync(identity, (connection, token) => FindAsync(connection, filter, from, MaxPage, newestFirst: false, token), cancellationToken);
            foreach (var record in records)
                yield return record;
            if (records.Count < MaxPage)
                break;
            after = AuditCursor.Of(records[^1]);
        }
    }

    /// <summary>All records of a chain in their order: its file as it was, from the first record on that retention has left.</summary>
    /// <param name="identity">Who asks; an administrator.</param>
    /// <param name="chain">The chain's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database does not answer.</exception>
    public async IAsyncEnumerable<StoredAuditRecord> ChainAsync(VaultIdentity identity, long chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            var from = after;
            var records = await database.RunAsync(
                identity,
                async (connection, token) => (await connection.QueryAsync<StoredAuditRecord>(new CommandDefinition(
                    $"SELECT {Columns} FROM devflow.audit_records WHERE chain = @chain AND seq > @from ORDER BY seq LIMIT {MaxPage}", new { chain, from }, cancellationToken: token))).AsList(),
                cancellationToken);
            foreach (var record in records)
                yield return record;
            if (records.Count < MaxPage)
                break;
            after = records[^1].Seq;
        }
    }

    /// <summary>The chains: how far each is, and how it is proven.</summary>
    /// <param name="identity">Who asks; an administrator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database does not answer.</exception>
    public Task<IReadOnlyList<StoredAuditChain>> ChainsAsync(VaultIdentity identity, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<StoredAuditChain>>(
        identity,
        async (connection, token) => (await connection.QueryAsync<StoredAuditChain>(new CommandDefinition("""
            SELECT id, file, part, service, seq, mac, state, reason, proof, time, taken_at AS takenAt, dropped_seq AS droppedSeq, dropped_mac AS droppedMac
            FROM devflow.audit_chains ORDER BY time DESC NULLS LAST, file, part
            """, cancellationToken: token))).AsList(),
        cancellationToken);

    private static async Task<List<StoredAuditRecord>> FindAsync(
        NpgsqlConnection connection, AuditFilter filter, AuditCursor? after, int limit, bool newestFirst, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM devflow.audit_records WHERE true");
        if (filter.Kind is null)
            sql.Append(" AND kind IN ('access', 'reads', 'gap')");
        Add(filter.Kind is null or "all" ? null : filter.Kind, " AND kind = @Kind");
        Add(filter.Key, " AND key = @Key");
        Add(filter.User, " AND user_name = @User");
        Add(filter.Service, " AND service = @Service");
        Add(filter.Tier, " AND tier = @Tier");
        Add(filter.Outcome, " AND outcome = @Outcome");
        Add(filter.Trace, " AND trace_id = @Trace");
        Add(filter.From, " AND time >= @from");
        Add(filter.To, " AND time < @to");
        Add(after, $" AND (time, chain, seq) {(newestFirst ? '<' : '>')} (@time, @chain, @seq)");
        sql.Append(newestFirst ? " ORDER BY time DESC, chain DESC, seq DESC" : " ORDER BY time, chain, seq").Append(" LIMIT @limit");
        var values = new
        {
            filter.Kind,
            filter.Key,
            filter.User,
            filter.Service,
            filter.Tier,
            filter.Outcome,
            filter.Trace,
            from = filter.From?.UtcDateTime,
            to = filter.To?.UtcDateTime,
            time = after?.Time,
            chain = after?.Chain,
            seq = after?.Seq,
            limit,
        };
        return (await connection.QueryAsync<StoredAuditRecord>(new CommandDefinition(sql.ToString(), values, cancellationToken: cancellationToken))).AsList();

        void Add(object? value, string condition)
        {
            if (value is not null)
                sql.Append(condition);
        }
    }
}
