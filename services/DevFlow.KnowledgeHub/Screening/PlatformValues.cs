using DevFlow.KnowledgeHub.Api;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Screening;

/// <summary>
/// The platform's values to look for, gathered as <c>devflow scan</c> gathers them: nothing is handed out, so it is no access. Gathered anew when something has
/// changed, and after a minute. A value that this hub may not read is not looked for, which the log says once and the health for as long; while a source is away that would
/// tell one, no document is taken.
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
    private string _said = "";
    private volatile int _changes;

    public PlatformValues(SecretsWorkspace workspace, IConfiguration configuration, TimeProvider time, ILogger<PlatformValues> logger)
    {
        (_workspace, _configuration, _time, _logger) = (workspace, configuration, time, logger);
        workspace.Changed += Forget;
    }

    /// <exception cref="HubException">Some values cannot be looked for now.</exception>
    public async Task<SecretFinder> FinderAsync(CancellationToken cancellationToken)
    {
        var known = await KnownAsync(_ => true, cancellationToken);
        return WhyNone(known) is { } why ? throw HubException.Unavailable(why) : new SecretFinder(known.Search);
    }

    /// <summary>What is not looked for, why, and what to do; null when all is. Where all was known it is not gathered anew for this, unless something has changed.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        var known = await KnownAsync(before => before.Missed.Count + before.Refused.Count > 0, cancellationToken);
        return WhyNone(known) ?? WhyNotAll(known);
    }

    public void Dispose()
    {
        _workspace.Changed -= Forget;
        _gathering.Dispose();
    }

    private async Task<KnownValues> KnownAsync(Func<KnownValues, bool> ages, CancellationToken cancellationToken)
    {
        await _gathering.WaitAsync(cancellationToken);
        try
        {
            if (_known is not { } known || _changes != _gathered || (ages(known) && _time.GetElapsedTime(_at) > (known.Missed.Count > 0 ? _rememberedAsAway : _remembered)))
            {
                // What changes meanwhile is gathered the next time.
                var changes = _changes;
                known = await GatherAsync(cancellationToken);
                (_known, _at, _gathered) = (known, _time.GetTimestamp(), changes);
                Say(known);
            }

            return known;
        }
        finally
        {
            _gathering.Release();
        }
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
        return await KnownValues.CollectAsync([workspace], cancellationToken);
    }

    // Once for as long as it stays the same.
    private void Say(KnownValues known)
    {
        var problem = WhyNone(known) ?? WhyNotAll(known) ?? "";
        if (problem != _said && problem is not "")
            LogProblem(problem);
        _said = problem;
    }

    private string? WhyNone(KnownValues known)
    {
        if (known.Missed.Count > 0)
        {
            return $"Documents cannot be searched for secrets now, and none is taken: no source tells {Some(known.Missed)}. "
                + "Try again when it is back; 'devflow explain' of the key says what is wrong.";
        }

        // Outside local mode a token that was revoked is no reason to look for less, as it is none to be served an old value.
        return known.Refused.Count > 0 && _workspace.Mode is not DevFlowMode.Local && !known.Sources.Contains(SecretSourceNames.OnePassword, StringComparer.Ordinal)
            ? $"Documents cannot be searched for secrets, and none is taken: 1Password tells this hub nothing at all. {Why(known)}"
            : null;
    }

    private static string? WhyNotAll(KnownValues known) => known.Refused.Count > 0
        ? $"Documents are not searched for the values of {Some(known.Refused.Keys)}, which this hub may not read. {Why(known)}"
        : null;

    private static string Why(KnownValues known) => string.Join(
        " ", known.Refused.Values.Select(step => $"{step.Source} says: {step.Detail}{(step.Remedy is null ? "" : $"; {step.Remedy}")}.").Distinct(StringComparer.Ordinal).Take(3));

    private static string Some(IEnumerable<string> keys) => keys.ToList() is { Count: > 5 } many ? $"{string.Join(", ", many.Take(5))} and {many.Count - 5} more" : string.Join(", ", keys);

    private void Forget(object? sender, EventArgs e) => Interlocked.Increment(ref _changes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogProblem(string problem);
}
