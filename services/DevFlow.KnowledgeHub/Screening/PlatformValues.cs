using DevFlow.KnowledgeHub.Api;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Screening;

/// <summary>
/// The platform's values to look for, gathered as <c>devflow scan</c> gathers them: nothing is handed out, so it is no access. Gathered anew when something has
/// changed, and after a minute.
/// </summary>
internal sealed partial class PlatformValues : IDisposable
{
    private static readonly TimeSpan _remembered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _rememberedAsAway = TimeSpan.FromSeconds(5);

    private readonly SecretsWorkspace _workspace;
    private readonly IConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILogger<PlatformValues> _logger;
    private readonly SemaphoreSlim _gathering = new(1);
    private KnownValues? _known;
    private long _at;
    private int _gathered;
    private volatile int _changes;

    public PlatformValues(SecretsWorkspace workspace, IConfiguration configuration, TimeProvider time, ILogger<PlatformValues> logger)
    {
        (_workspace, _configuration, _time, _logger) = (workspace, configuration, time, logger);
        workspace.Changed += Forget;
    }

    /// <exception cref="HubException">A source is away, so that some values cannot be looked for.</exception>
    public async Task<SecretFinder> FinderAsync(CancellationToken cancellationToken)
    {
        await _gathering.WaitAsync(cancellationToken);
        try
        {
            if (_known is not { } known || _changes != _gathered || _time.GetElapsedTime(_at) > (known.Missed.Count > 0 ? _rememberedAsAway : _remembered))
            {
                // What changes meanwhile is gathered the next time.
                (_at, _gathered) = (_time.GetTimestamp(), _changes);
                _known = known = await GatherAsync(cancellationToken);
            }

            return known.Missed.Count == 0 ? new SecretFinder(known.Search) : throw Missed(known);
        }
        finally
        {
            _gathering.Release();
        }
    }

    public void Dispose()
    {
        _workspace.Changed -= Forget;
        _gathering.Dispose();
    }

    private async Task<KnownValues> GatherAsync(CancellationToken cancellationToken)
    {
        await using var workspace = SecretsWorkspace.Open(new SecretsWorkspaceOptions
        {
            Root = _workspace.Root,
            EnvironmentName = _workspace.EnvironmentName,
            ConnectionString = _configuration.GetConnectionString,
            TimeProvider = _time,
        });
        var known = await KnownValues.CollectAsync([workspace], cancellationToken);
        if (known.Missed.Count > 0)
            LogMissed(string.Join(", ", known.Missed));
        return known;
    }

    private static HubException Missed(KnownValues known) => HubException.Unavailable(
        $"Documents cannot be searched for secrets now, and none is taken: no source tells {string.Join(", ", known.Missed.Take(5))}{(known.Missed.Count > 5 ? $" and {known.Missed.Count - 5} more" : "")}. "
        + "Try again when it is back; 'devflow explain' of the key says what is wrong.");

    private void Forget(object? sender, EventArgs e) => Interlocked.Increment(ref _changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "no document is taken: no source tells {Keys}, so that their values cannot be looked for")]
    private partial void LogMissed(string keys);
}
