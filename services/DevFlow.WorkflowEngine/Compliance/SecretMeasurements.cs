using System.Diagnostics.Metrics;
using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>What this engine has measured of its own reads of secrets since it was started; of durations the last ten thousand.</summary>
internal sealed class SecretMeasurements : IHostedService, IDisposable
{
    private readonly RecentDurations _durations = new(10_000);
    private readonly MeterListener _listener = new();
    private long _answered;
    private long _away;

    public SecretMeasurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SecretsTelemetry.Name && instrument.Name is "secret.resolve.duration" or "secret.access" or "secret.fallback")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _durations.Add(seconds));
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Counted(instrument.Name, count, tags));
    }

    /// <summary>How long 95 of 100 reads took at most, in seconds, and of how many; null before the first.</summary>
    public (double Seconds, int Of)? RetrievalP95 => _durations.Percentile(0.95);

    /// <summary>How often 1Password was asked, and how often it was away.</summary>
    public (long Asked, long Away) OnePassword => (Volatile.Read(ref _answered) + Volatile.Read(ref _away), Volatile.Read(ref _away));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    /// <summary>Whether 1Password was away; null for what says nothing of it: what is remembered asks nobody, and a refusal is an answer.</summary>
    internal static bool? IsAway(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (TagOf(tags, SecretsTelemetry.SourceTag) != SecretSourceNames.OnePassword)
            return null;
        if (TagOf(tags, SecretsTelemetry.OutcomeTag) is SecretOutcomes.Error or SecretOutcomes.Stale)
            return true;
        return instrument == "secret.access" && TagOf(tags, SecretsTelemetry.CacheTag) == SecretsTelemetry.CacheMiss ? false : null;
    }

    private void Counted(string instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        switch (IsAway(instrument, tags))
        {
            case true:
                Interlocked.Add(ref _away, count);
                break;
            case false:
                Interlocked.Add(ref _answered, count);
                break;
        }
    }

    private static string? TagOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
                return value as string;
        }

        return null;
    }
}
