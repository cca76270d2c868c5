using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Secrets;

/// <summary>
/// Reads the counters of lookups. They count every lookup, also those of which there are no spans: a probe's, or one whose trace was
/// not recorded.
/// </summary>
internal sealed class SecretMeter(MetricStore metrics)
{
    public long Version => metrics.Version;

    /// <summary>The readers of each key, and the key's tier.</summary>
    public IReadOnlyDictionary<string, (string Tier, IReadOnlyList<SecretReader> Readers)> Read(DateTimeOffset now)
    {
        var fallbacks = SeriesOf(SecretTelemetry.FallbackCounter)
            .GroupBy(counted => (counted.Tags.Key, counted.Series.Sender.Service))
            .ToDictionary(group => group.Key, group => group.Sum(counted => (long)counted.Series.Last.Value));

        return SeriesOf(SecretTelemetry.AccessCounter)
            .Where(counted => counted.Tags.Key is not null)
            .GroupBy(counted => counted.Tags.Key!, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (
                    group.First().Tags.Tier,
                    (IReadOnlyList<SecretReader>)[.. group.GroupBy(counted => counted.Series.Sender.Service, StringComparer.Ordinal)
                        .Select(service => ReaderOf(service.Key, [.. service], now) with { Fallbacks = fallbacks.GetValueOrDefault((group.Key, service.Key)) })]),
                StringComparer.Ordinal);
    }

    private static SecretReader ReaderOf(string service, IReadOnlyList<(Series Series, SecretTags Tags)> counted, DateTimeOffset now)
    {
        var rate = new LookupRate();
        foreach (var (series, _) in counted)
        {
            // What had been counted before the first point was counted nobody knows when.
            for (var i = 1; i < series.Points.Count; i++)
            {
                var (before, after) = (series.Points[i - 1], series.Points[i]);
                rate.Add(before.Time, after.Time, after.Value < before.Value ? after.Value : after.Value - before.Value, now);
            }
        }

        // Of those that grew last, the gravest is told.
        var (last, tags) = counted.OrderByDescending(one => LastGrowth(one.Series)).ThenByDescending(one => one.Tags.Outcome).First();
        return new(service, new(LastGrowth(last), service, tags.Source, tags.Outcome, tags.FromCache))
        {
            Lookups = counted.Sum(one => (long)one.Series.Last.Value),
            Misses = counted.Where(one => one.Tags.Outcome is SecretOutcome.Miss).Sum(one => (long)one.Series.Last.Value),
            Fetched = counted.Where(one => one.Tags is { Outcome: SecretOutcome.Hit, FromCache: false }).Select(one => (DateTimeOffset?)LastGrowth(one.Series)).Max(),
            Minutes = rate.PerMinute(now),
        };
    }

    /// <summary>A counter is sent again and again; that it has grown shows in the first point of its last value.</summary>
    private static DateTimeOffset LastGrowth(Series series) => series.Points.First(point => point.Value.Equals(series.Last.Value)).Time;

    private IEnumerable<(Series Series, SecretTags Tags)> SeriesOf(string counter) => metrics.Instruments()
        .Where(instrument => instrument.Name == counter && instrument.Kind == InstrumentKind.Counter)
        .SelectMany(instrument => metrics.Series(instrument.Service, instrument.Meter, instrument.Name))
        .Select(series => (series, new SecretTags(series.Fields)));
}
