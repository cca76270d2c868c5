using DevFlow.Secrets;
using DevFlow.ServiceDefaults;
using Npgsql;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>The platform's database, as the application login that DATABASE_URL names.</summary>
internal sealed partial class PlatformDatabase(
    ISecretResolver secrets, DevFlowSettings settings, DatabaseSetupProgress setUp, TimeProvider time, ILogger<PlatformDatabase> logger) : IAsyncDisposable
{
    public const string UrlKey = "DATABASE_URL";

    private static readonly TimeSpan _tryAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile NpgsqlDataSource? _source;
    private volatile string? _url;
    private NpgsqlDataSource? _before;
    private string? _refused;
    private long _refusedAt;

    /// <summary>
    /// The pool of connections. When DATABASE_URL resolves to something else than before, another one takes its place as soon as a connection could be opened
    /// with it; meanwhile the one that works goes on. Whoever was given that one can use it to the end.
    /// </summary>
    public async ValueTask<NpgsqlDataSource> SourceAsync(CancellationToken cancellationToken)
    {
        var works = _source;
        if (works is null)
            await _gate.WaitAsync(cancellationToken);
        else if (await UrlAsync(cancellationToken) == _url || !await _gate.WaitAsync(TimeSpan.Zero, cancellationToken))
            return works;
        try
        {
            // Asked again, since whoever had the gate may have known a later one.
            var url = await UrlAsync(cancellationToken);
            if (_source is null)
                (_url, _source) = (url, NpgsqlDataSource.Create(ConnectionString(DatabaseLogin.Of(url))));
            else if (url != _url && (url != _refused || time.GetElapsedTime(_refusedAt) > _tryAgain))
                await TakeAsync(url, cancellationToken);
            return _source;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The pool as it was asked for last, for those who cannot wait.</summary>
    /// <exception cref="InvalidOperationException">Nobody has asked yet.</exception>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The database was not asked for yet.");

    /// <summary>As <see cref="SourceAsync"/>, for those who are to be told no more than that the database is away.</summary>
    /// <exception cref="VaultException">It is not set up yet, or it is not known where it is.</exception>
    public async ValueTask<NpgsqlDataSource> VaultSourceAsync(CancellationToken cancellationToken)
    {
        // Before that there is perhaps no such login, and every attempt is a line in the server's log that looks like an intruder's.
        if (setUp.IsFirstTry)
            throw new VaultException(VaultError.Unavailable, "The vault's database is being set up.");
        try
        {
            return await SourceAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException or SecretAuditException or SettingException or DatabaseSetupException)
        {
            throw new VaultException(VaultError.Unavailable, $"The vault's database cannot be reached: {UrlKey} is not to be had or wrong; /health says what is the matter.", fault);
        }
    }

    public async ValueTask<DatabaseLogin> LoginAsync(CancellationToken cancellationToken) =>
        DatabaseLogin.Of(await UrlAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { _source, _before }.OfType<NpgsqlDataSource>())
            await source.DisposeAsync();
        _gate.Dispose();
    }

    private async ValueTask<string> UrlAsync(CancellationToken cancellationToken) => (await secrets.GetAsync(UrlKey, cancellationToken: cancellationToken)).Reveal();

    private async Task TakeAsync(string url, CancellationToken cancellationToken)
    {
        // A malformed edit fails here and leaves the pool that works in its place.
        var fresh = NpgsqlDataSource.Create(ConnectionString(DatabaseLogin.Of(url)));
        try
        {
            await using var proof = await fresh.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            await fresh.DisposeAsync();
            if (fault is not NpgsqlException)
                throw;
            (_refused, _refusedAt) = (url, time.GetTimestamp());
            LogRefused(UrlKey, FaultText.Of(fault));
            return;
        }

        // Its idle connections end now, and those in use when they come back.
        _source!.Clear();
        if (_before is not null)
            await _before.DisposeAsync();
        _before = _source;
        (_source, _url) = (fresh, url);
        LogTaken(UrlKey);
    }

    private NpgsqlConnectionStringBuilder ConnectionString(DatabaseLogin login) => new()
    {
        Host = login.Host,
        Port = login.Port,
        Username = login.User,
        Password = login.Password,
        Database = login.Database,
        MaxPoolSize = settings.GetInt("DATABASE_POOL_SIZE") + settings.GetInt("DATABASE_MAX_OVERFLOW"),
        Timeout = 5,
        // Row-level security makes a plan dear: planning took twice as long as what was planned.
        MaxAutoPrepare = 128,
        AutoPrepareMinUsages = 2,
        // Seven statements before each transaction. There is nothing to reset: identity and locks end with their transaction.
        NoResetOnClose = true,
        ApplicationName = "devflow-workflow-engine",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} has changed: connections to the database are made with the new one")]
    private partial void LogTaken(string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} has changed, and the database does not let it in; the connections of before go on to be used: {Reason}")]
    private partial void LogRefused(string key, string reason);
}
