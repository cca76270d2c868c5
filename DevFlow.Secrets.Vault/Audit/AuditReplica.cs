using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The audit in PostgreSQL, fed from the files of all processes. A batch is one transaction that locks its chain: two senders of one file take
/// turns, and what the second repeats is passed over.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="key">Asks for <c>SECRET_ENCRYPTION_KEY</c>, with which seals are checked; null when there is none.</param>
/// <param name="logger">Hears of broken chains.</param>
public sealed class AuditReplica(VaultDatabase database, Func<CancellationToken, ValueTask<SecretValue?>> key, ILogger<AuditReplica> logger) : IAuditReplica
{
    /// <summary>How many bytes a batch has at most: 8 MiB, some batches of the sender's size. A longer one is answered as broken.</summary>
    public const int MaxBatchBytes = 8 * 1024 * 1024;

    private const string Lock = "SELECT id, part, seq, mac, key_id AS KeyId, state, proof FROM devflow.audit_chains WHERE file = @file ORDER BY part DESC LIMIT 1 FOR UPDATE";

    private const string Move = """
        UPDATE devflow.audit_chains SET seq = @Seq, mac = @Mac, key_id = @KeyId, time = coalesce(@time, time), state = @state, reason = @reason, proof = @proof, taken_at = now()
        WHERE id = @id
        """;

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("audit");

    // A stranger's headers may name ever new ones.
    private const int MostKeys = 1000;

    private readonly ConcurrentDictionary<DateOnly, bool> _months = new();
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private AuditKey? _key;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AuditReplicaHead>> HeadsAsync(CancellationToken cancellationToken) => await HeadsAsync(service: null, cancellationToken);

    /// <summary>How far the chains of a service are.</summary>
    /// <param name="service">Its name as files bear it; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database does not answer.</exception>
    public Task<IReadOnlyList<AuditReplicaHead>> HeadsAsync(string? service, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<AuditReplicaHead>>(
        _identity,
        async (connection, token) => [.. await connection.QueryAsync<AuditReplicaHead>(new CommandDefinition(
            "SELECT DISTINCT ON (file) file, seq, mac FROM devflow.audit_chains WHERE @service IS NULL OR service = @service ORDER BY file, part DESC",
            new { service }, cancellationToken: token))],
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="VaultException">The file's name is none of a chain, or the database does not answer.</exception>
    public async ValueTask<AuditAppended> AppendAsync(AuditBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (ServiceOf(batch.File) is not { } service)
            throw new VaultException(VaultError.Invalid, "A chain is named SERVICE.HOST.N.yyyyMMdd.jsonl.");
        var read = AuditLinesRead.Of(batch);
        await LookForKeyAsync(read, cancellationToken);
        try
        {
            while (true)
            {
                HashSet<DateOnly> missing = [];
                if (await database.RunAsync(_identity, (connection, token) => TakeAsync(connection, read, service, missing, token), cancellationToken) is { } answer)
                    return answer;
                foreach (var month in missing)
                    await MakePartitionAsync(month, cancellationToken);
            }
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.CheckViolation)
        {
            // Retention dropped a month that this process had seen.
            _months.Clear();
            throw new VaultException(VaultError.Unavailable, "A partition of the audit was dropped meanwhile; send the batch again.", fault);
        }
    }

    /// <summary>The service whose chain it is, by the file's name; null when it is the name of none.</summary>
    /// <param name="file">The name.</param>
    public static string? ServiceOf(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Length <= 300 && file.Split('.') is [{ Length: > 0 } service, { Length: > 0 }, { Length: > 0 }, _, _]
            && AuditFormat.TryDay(file, out _) && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? service
            : null;
    }

    // Null, and nothing taken, where there are no partitions yet of months that have records which follow; of what is not taken none is made.
    private async Task<AuditAppended?> TakeAsync(
        NpgsqlConnection connection, AuditLinesRead batch, string service, HashSet<DateOnly> missing, CancellationToken cancellationToken)
    {
        var chain = await LockAsync(connection, batch.File, service, cancellationToken);
        if (batch.IsTooLarge)
            return new(AuditAppendOutcome.Broken, chain.Seq, chain.Mac, 0, $"a batch, and so a line, has at most {MaxBatchBytes} bytes");
        var intake = new AuditIntake(batch, chain, _key, await SealsAsync(connection, chain, batch, cancellationToken));
        intake.Run();
        var replaced = intake.IsAnew ? (chain.Seq, intake.Fault) : default((long Seq, string? Fault)?);
        if (replaced is not null)
        {
            intake = new AuditIntake(batch, chain with { Seq = 0, Mac = "", KeyId = null, Proof = null }, _key, new Dictionary<long, string>());
            intake.Run();
        }

        missing.UnionWith(intake.Rows.Select(row => AuditMonths.Of(row.Line.Time)).Where(month => !_months.ContainsKey(month)));
        if (missing.Count > 0)
            return null;
        if (replaced is { } before)
        {
            AuditReplicaLog.Anew(logger, batch.File, before.Seq);
            await MarkAsync(connection, chain, "replaced", before.Fault, cancellationToken);
            chain = await AddAsync(connection, batch.File, service, chain.Part + 1, cancellationToken);
        }

        if (intake.IsGap)
            return new(AuditAppendOutcome.Gap, chain.Seq, chain.Mac, 0, $"record {chain.Seq + 1} is wanted next");
        if (intake.Rows.Count > 0)
            await AuditCopy.WriteAsync(connection, chain.Id, service, intake.Rows, cancellationToken);
        await MoveAsync(connection, chain, intake, cancellationToken);
        if (intake.Fault is null)
            return new(AuditAppendOutcome.Taken, intake.State.Seq, intake.State.Mac, intake.Rows.Count);
        AuditReplicaLog.Broken(logger, batch.File, intake.State.Seq, intake.Fault);
        return new(AuditAppendOutcome.Broken, intake.State.Seq, intake.State.Mac, intake.Rows.Count, intake.Fault);
    }

    private static async Task<AuditChainRow> LockAsync(NpgsqlConnection connection, string file, string service, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<AuditChainRow>(new CommandDefinition(Lock, new { file }, cancellationToken: cancellationToken))
        ?? await AddAsync(connection, file, service, part: 1, cancellationToken);

    private static async Task<AuditChainRow> AddAsync(NpgsqlConnection connection, string file, string service, int part, CancellationToken cancellationToken)
    {
        // Another sender may add it at this moment; then this waits for that one's end.
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO devflow.audit_chains (file, service, part) VALUES (@file, @service, @part) ON CONFLICT DO NOTHING", new { file, service, part }, cancellationToken: cancellationToken));
        return await connection.QuerySingleAsync<AuditChainRow>(new CommandDefinition(Lock, new { file }, cancellationToken: cancellationToken));
    }

    private static async Task<IReadOnlyDictionary<long, string>> SealsAsync(NpgsqlConnection connection, AuditChainRow chain, AuditLinesRead batch, CancellationToken cancellationToken)
    {
        // What the batch has, and not what lies between: two lines can claim to be the first and the millionth.
        var seqs = batch.Seqs.Where(seq => seq <= chain.Seq).Distinct().ToArray();
        var seals = seqs.Length == 0
            ? []
            : await connection.QueryAsync<(long Seq, string Mac)>(new CommandDefinition(
                "SELECT seq, mac FROM devflow.audit_seals(@Id, @seqs)", new { chain.Id, seqs }, cancellationToken: cancellationToken));
        var known = seals.ToDictionary(seal => seal.Seq, seal => seal.Mac);
        // Retention may have taken the record; its seal is known even so.
        if (chain.Seq > 0)
            known[chain.Seq] = chain.Mac;
        return known;
    }

    private static Task MoveAsync(NpgsqlConnection connection, AuditChainRow chain, AuditIntake intake, CancellationToken cancellationToken)
    {
        // Nothing new, and nothing to say: a batch that was sent twice leaves no trace.
        if (intake.Rows.Count == 0 && intake.Fault is null && chain.State is not "broken")
            return Task.CompletedTask;
        var state = intake.Fault is not null ? "broken" : intake.IsClosed || (intake.Rows.Count == 0 && chain.State == "closed") ? "closed" : "open";
        var values = new
        {
            intake.State.Seq,
            intake.State.Mac,
            intake.State.KeyId,
            time = intake.Rows.Count > 0 ? intake.Rows[^1].Line.Time.UtcDateTime : (DateTime?)null,
            state,
            reason = intake.Fault,
            proof = intake.Proof,
            id = chain.Id,
        };
        return connection.ExecuteAsync(new CommandDefinition(Move, values, cancellationToken: cancellationToken));
    }

    private static Task<int> MarkAsync(NpgsqlConnection connection, AuditChainRow chain, string state, string? reason, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE devflow.audit_chains SET state = @state, reason = @reason WHERE id = @Id", new { state, reason, chain.Id }, cancellationToken: cancellationToken));

    private async Task MakePartitionAsync(DateOnly month, CancellationToken cancellationToken)
    {
        // In a transaction of its own: it locks the table, and batches hold their chains.
        await database.RunAsync(
            _identity,
            (connection, token) => connection.ExecuteAsync(new CommandDefinition("SELECT devflow.audit_partition(@month)", new { month }, cancellationToken: token)),
            cancellationToken);
        _months[month] = true;
    }

    // Each look at the key is itself on record: it is asked for at first, and when a header names one that was not asked for yet.
    private async ValueTask LookForKeyAsync(AuditLinesRead read, CancellationToken cancellationToken)
    {
        var isNew = _asked.TryAdd("", true);
        foreach (var id in read.KeyIds)
            isNew |= _asked.Count < MostKeys && _asked.TryAdd(id, true);
        if (!isNew)
            return;
        try
        {
            if (await key(cancellationToken) is { } value && EncryptionKey.TryDecode(value.Reveal(), out var bytes))
                Volatile.Write(ref _key, AuditKey.Of(bytes));
        }
        catch
        {
            // The batch comes again, and with it the question.
            _asked.Clear();
            throw;
        }
    }
}
