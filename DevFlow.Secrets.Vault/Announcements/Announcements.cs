using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The announcements in the database: made in the transaction of the change itself, so that there is none without the other, and told to who
/// listens when it commits.
/// </summary>
public static class Announcements
{
    /// <summary>The channel of PostgreSQL's LISTEN on which each generation is told.</summary>
    public const string Channel = "devflow_announcements";

    /// <summary>How long announcements are kept: 7 days. Who was away for longer forgets everything.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const string Select = """
        SELECT generation, at, scope, key, reference, least_version, revoked
        FROM devflow.announcements WHERE generation > @after ORDER BY generation LIMIT @count
        """;

    /// <summary>
    /// Announces a change in the transaction that makes it. Call it last: from here to the end of the transaction every other announcement waits,
    /// which is what keeps generations without a gap and in the order of the commits.
    /// </summary>
    /// <param name="connection">A connection in a transaction of <see cref="VaultDatabase.RunAsync{T}"/>.</param>
    /// <param name="announcement">What has changed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The generation.</returns>
    public static Task<long> AddAsync(NpgsqlConnection connection, Announcement announcement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(announcement);
        var values = new
        {
            scope = SecretOutcomes.Of(announcement.Scope),
            announcement.Key,
            announcement.Reference,
            announcement.LeastVersion,
            announcement.Revoked,
        };
        return connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT devflow.announce(@scope, @Key, @Reference, @LeastVersion, @Revoked)", values, cancellationToken: cancellationToken));
    }

    /// <summary>The generations that are to be had.</summary>
    /// <param name="connection">A connection in a transaction of a service or of maintenance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The last generation, 0 before the first; and the oldest that is kept, null when none is.</returns>
    public static Task<(long Last, long? Oldest)> RangeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.QuerySingleAsync<(long, long?)>(new CommandDefinition(
            "SELECT generation, (SELECT min(generation) FROM devflow.announcements) FROM devflow.announcement_counter", cancellationToken: cancellationToken));
    }

    /// <summary>The announcements behind a generation, in their order.</summary>
    /// <param name="connection">A connection in a transaction of a service or of maintenance.</param>
    /// <param name="after">The generation that is known already.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<NumberedAnnouncement>> ReadAsync(NpgsqlConnection connection, long after, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var rows = await connection.QueryAsync<(long Generation, DateTimeOffset At, string Scope, string? Key, string? Reference, int? LeastVersion, bool Revoked)>(
            new CommandDefinition(Select, new { after, count }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new NumberedAnnouncement(row.Generation, row.At, new()
        {
            Scope = AuditMembers.TierOf(row.Scope),
            Key = row.Key,
            Reference = row.Reference,
            LeastVersion = row.LeastVersion,
            Revoked = row.Revoked,
        }))];
    }

    /// <summary>Forgets what is older than <see cref="Kept"/>.</summary>
    /// <param name="connection">A connection in a transaction of maintenance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many.</returns>
    public static Task<int> ForgetAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM devflow.announcements WHERE at < now() - @Kept", new { Kept }, cancellationToken: cancellationToken));
    }
}
