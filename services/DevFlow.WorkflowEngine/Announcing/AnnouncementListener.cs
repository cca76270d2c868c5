using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;
using Npgsql;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>
/// The platform's one listener to PostgreSQL. A notification only says that there is something; what it is stands in the table, and so does what
/// was announced while the connection was cut.
/// </summary>
internal sealed partial class AnnouncementListener(
    PlatformDatabase platform, VaultDatabase vault, AnnouncementSignal signal, SecretsWorkspace workspace, DatabaseSetupProgress progress, TimeProvider time, ILogger<AnnouncementListener> logger)
    : BackgroundService
{
    private const int Page = 500;

    // A connection that died in silence is found by a question to it.
    private static readonly TimeSpan _askEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _forgetEvery = TimeSpan.FromHours(1);

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("announcements");

    private long? _seen;
    private long? _forgotAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = _firstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (progress.BlockedBy is null)
                    await ListenAsync(() => delay = _firstDelay, stoppingToken);
            }
#pragma warning disable CA1031 // Whatever cuts the connection, or keeps it from being made, the engine goes on and it is made again.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogCut(fault.Message);
                delay = delay * 2 < _maxDelay ? delay * 2 : _maxDelay;
            }

            await Task.Delay(delay, time, stoppingToken);
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        var source = await platform.SourceAsync(cancellationToken);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"LISTEN {Announcements.Channel}", cancellationToken);
        connected();
        // First listen, then look: what is announced in between is told.
        while (true)
        {
            await CatchUpAsync(cancellationToken);
            if (!await connection.WaitAsync(_askEvery, cancellationToken))
            {
                await ExecuteAsync(connection, "SELECT 1", cancellationToken);
                await ForgetAsync(cancellationToken);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (_seen is not { } seen)
        {
            // What changed before this process could hear of it, it may have read before.
            _seen = (await vault.RunAsync(_identity, Announcements.RangeAsync, cancellationToken)).Last;
            workspace.Invalidate(new SecretInvalidation());
            signal.Set();
            return;
        }

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
        if (_forgotAt is { } at && time.GetElapsedTime(at) < _forgetEvery)
            return;
        _forgotAt = time.GetTimestamp();
        await vault.RunAsync(_identity, Announcements.ForgetAsync, cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "announcements are not heard at the moment, and are caught up with later: {Reason}")]
    private partial void LogCut(string reason);
}
