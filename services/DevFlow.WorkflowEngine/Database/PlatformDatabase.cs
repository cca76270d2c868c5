using DevFlow.Secrets;
using Npgsql;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>The platform's database, as the application login that DATABASE_URL names.</summary>
internal sealed class PlatformDatabase(ISecretResolver secrets, DevFlowSettings settings) : IAsyncDisposable
{
    public const string UrlKey = "DATABASE_URL";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _url;
    private volatile NpgsqlDataSource? _source;

    /// <summary>The pool of connections. It is made anew when DATABASE_URL resolves to something else than before.</summary>
    public async ValueTask<NpgsqlDataSource> SourceAsync(CancellationToken cancellationToken)
    {
        var url = (await secrets.GetAsync(UrlKey, cancellationToken: cancellationToken)).Reveal();
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_source is null || url != _url)
            {
                // A malformed edit fails here and leaves the pool that works in its place.
                var fresh = NpgsqlDataSource.Create(ConnectionString(DatabaseLogin.Of(url)));
                var old = _source;
                (_source, _url) = (fresh, url);
                if (old is not null)
                    await old.DisposeAsync();
            }

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
    /// <exception cref="VaultException">It is not known where the database is.</exception>
    public async ValueTask<NpgsqlDataSource> VaultSourceAsync(CancellationToken cancellationToken)
    {
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
        DatabaseLogin.Of((await secrets.GetAsync(UrlKey, cancellationToken: cancellationToken)).Reveal());

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        _gate.Dispose();
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
}
