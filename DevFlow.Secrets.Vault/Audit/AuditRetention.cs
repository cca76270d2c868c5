using Dapper;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Drops the months of the audit that are older than they have to be kept. A chain stays provable from what is left of it: the seal of its last
/// record that was dropped is remembered, and the next one names it.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="logger">Hears what was dropped.</param>
public sealed class AuditRetention(VaultDatabase database, ILogger<AuditRetention> logger)
{
    /// <summary>The fewest days that records are kept: 30. The database itself refuses to drop younger ones.</summary>
    public const int LeastDays = 30;

    private const string Partitions = """
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'devflow.audit_records'::regclass ORDER BY c.relname
        """;

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("audit-retention");

    /// <summary>Drops the months that are wholly older.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="days">How many days records are kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many records were dropped.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer days than <see cref="LeastDays"/>.</exception>
    /// <exception cref="VaultException">The database does not answer.</exception>
    public async Task<long> DropAsync(DateTimeOffset now, int days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, LeastDays);
        var least = DateOnly.FromDateTime(now.UtcDateTime.AddDays(-days));
        long dropped = 0;
        var partitions = await database.RunAsync(
            _identity, (connection, token) => connection.QueryAsync<string>(new CommandDefinition(Partitions, cancellationToken: token)), cancellationToken);
        foreach (var month in partitions.Select(AuditMonths.Parse).Where(month => month.AddMonths(1) <= least))
        {
            var count = await database.RunAsync(
                _identity,
                (connection, token) => connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT devflow.audit_drop(@month)", new { month }, cancellationToken: token)),
                cancellationToken);
            AuditReplicaLog.Dropped(logger, count, month);
            dropped += count;
        }

        await database.RunAsync(_identity, (connection, token) => SecretReads.ForgetAsync(connection, now.AddDays(-days), token), cancellationToken);
        return dropped;
    }
}
