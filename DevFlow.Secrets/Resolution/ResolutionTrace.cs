using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>The span and the metrics of one resolution. Until it is told how that ended, it ends in error.</summary>
internal sealed class ResolutionTrace : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly string _key;
    private readonly string _tier;
    private string _outcome = SecretOutcomes.Error;
    private string? _source;
    private bool _fromCache;
    private TimeSpan? _age;

    public ResolutionTrace(SecretRequest request, TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _key = request.Key;
        _tier = SecretOutcomes.Of(request.Entry?.Tier ?? SecretTier.System);
        Span = SecretsTelemetry.Source.StartActivity(SecretsTelemetry.ResolveSpan);
        Span?.SetTag(SecretsTelemetry.KeyTag, _key);
        Span?.SetTag(SecretsTelemetry.TierTag, _tier);
    }

    /// <summary>The span, when somebody listens.</summary>
    public Activity? Span { get; }

    /// <summary>Says that it ended with what the sources answered.</summary>
    public void Ended(Resolution resolution)
    {
        _outcome = resolution.Outcome;
        _source = resolution.Value?.Source ?? resolution.Refusal?.Source;
        _fromCache = resolution.Winning?.FromCache is true;
        _age = resolution.Winning?.StaleFor;
    }

    /// <summary>Says that it ended with what was remembered.</summary>
    public void Ended(SnapshotEntry entry)
    {
        _outcome = entry.Outcome;
        _source = entry.Value.Source;
        _fromCache = true;
        if (_outcome == SecretOutcomes.Stale)
            _age = _time.GetUtcNow() - entry.Value.ResolvedAt;
    }

    public void Dispose()
    {
        var cache = _fromCache ? SecretsTelemetry.CacheHit : SecretsTelemetry.CacheMiss;
        Span?.SetTag(SecretsTelemetry.SourceTag, _source);
        Span?.SetTag(SecretsTelemetry.OutcomeTag, _outcome);
        Span?.SetTag(SecretsTelemetry.CacheTag, cache);
        if (_age is { } age)
            Span?.SetTag(SecretsTelemetry.AgeTag, age.TotalSeconds);
        if (_outcome is SecretOutcomes.Denied or SecretOutcomes.Error)
            Span?.SetStatus(ActivityStatusCode.Error);
        Span?.Dispose();

        KeyValuePair<string, object?> source = new(SecretsTelemetry.SourceTag, _source);
        KeyValuePair<string, object?> outcome = new(SecretsTelemetry.OutcomeTag, _outcome);
        SecretsTelemetry.ResolveDuration.Record(_time.GetElapsedTime(_started).TotalSeconds, source, outcome);
        SecretsTelemetry.Access.Add(
            1, new(SecretsTelemetry.KeyTag, _key), new(SecretsTelemetry.TierTag, _tier), source, outcome, new(SecretsTelemetry.CacheTag, cache));
    }
}
