using System.Data;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;
using Npgsql;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>
/// The platform's one listener to PostgreSQL. A notification only says that there is something; what it is stands in the table, and so does what
/// was announced while the connection was cut.
/// </summary>
internal sealed partial class AnnouncementListener(
    PlatformDatabase platform, VaultDatabase vault, AnnouncementSignal signal, SecretsWorkspace workspace, DatabaseSetupProgress progress, TimeProvider time, ILogger<AnnouncementListener> logger)
    : EnduringService(time)
{
    private const int Page = 500;

    // A connection that died in silence is found by a question to it.
    private static readonly TimeSpan _askEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _forgetEvery = TimeSpan.FromHours(1);

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("announcements");

    private long? _seen;
    private long? _forgotAt;

    protected override TimeSpan FirstPause => TimeSpan.FromMilliseconds(100);

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(5);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
            await ListenAsync(await platform.SourceAsync(stoppingToken), stoppingToken);
    }

    private async Task ListenAsync(NpgsqlDataSource source, CancellationToken stoppingToken)
    {
        await using var connection = await source.OpenConnectionAsync(stoppingToken);
        try
        {
            await ExecuteAsync(connection, $"LISTEN {Announcements.Channel}", stoppingToken);
            await HearAsync(connection, source, stoppingToken);
        }
        finally
        {
            // It goes back to the pool as it is, and whoever has it next is to hear nothing.
            if (connection.State is ConnectionState.Open && !stoppingToken.IsCancellationRequested)
                await ExecuteAsync(connection, "UNLISTEN *", CancellationToken.None);
        }
    }

    protected override void Failed(string reason) => LogCut(reason);

    // Until the pool is another one: the login of this connection may be about to end.
    private async Task HearAsync(NpgsqlConnection connection, NpgsqlDataSource source, CancellationToken stoppingToken)
    {
        // First listen, then look: what is announced in between is told.
        await CompareAsync(stoppingToken);
        Succeeded();
        while (await platform.SourceAsync(stoppingToken) == source)
        {
            await CatchUpAsync(stoppingToken);
            await ForgetAsync(stoppingToken);
            if (!await connection.WaitAsync(_askEvery, stoppingToken))
            {
                await ExecuteAsync(connection, "SELECT 1", stoppingToken);
                await CompareAsync(stoppingToken);
            }
        }
    }

    /// <summary>Begins, or begins anew when the database was restored: then the generations go on from an earlier one.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var (last, _) = await vault.RunAsync(_identity, Announcements.RangeAsync, cancellationToken);
        if (last >= _seen)
            return;
        // What changed before this process could hear of it, it may have read before.
        workspace.Invalidate(new SecretInvalidation { Generation = last });
        if (_seen is { } seen)
        {
            LogWentBack(seen, last);
            signal.Reset();
        }

        _seen = last;
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var seen = _seen!.Value;
        while (true)
        {
            var after = seen;
            var announcements = await vault.RunAsync(_identity, (connection, token) => Announcements.ReadAsync(connection, after, Page, token), cancellationToken);
            foreach (var announcement in announcements)
            {
                workspace.Invalidate(announcement.ToInvalidation());
                _seen = seen = announcement.Generation;
            }

            signal.Set();
            if (announcements.Count < Page)
                return;
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (_forgotAt is { } at && Time.GetElapsedTime(at) < _forgetEvery)
            return;
        _forgotAt = Time.GetTimestamp();
        await vault.RunAsync(_identity, Announcements.ForgetAsync, cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "announcements are not heard at the moment, and are caught up with later: {Reason}")]
    private partial void LogCut(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the announcements were at {Seen} and are at {Last}: the database was restored. All that is remembered of secrets is forgotten, here and in the services")]
    private partial void LogWentBack(long seen, long last);
}
