using DevFlow.Dashboard.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Dashboard.Tests.Measurements;

/// <summary>A store with a clock that the test moves, and processes that measure.</summary>
internal sealed class MetricScene
{
    public const string Meter = "The.Meter";

    public static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public MetricScene(DashboardOptions? options = null)
    {
        Time = new FakeTimeProvider(Begin);
        Store = new(options ?? new(), Time);
    }

    public FakeTimeProvider Time { get; }

    public MetricStore Store { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public static Instrument Named(string name, InstrumentKind kind, string service = "shop") => new(service, Meter, name) { Kind = kind };

    public static Sender Process(string instance, string service = "shop") => new(service, instance);

    public static HistogramPoint Histogram(double[] bounds, params long[] counts) => new(counts.Sum(), bounds, counts);

    /// <summary>Measures now.</summary>
    public void Add(string name, double value, InstrumentKind kind = InstrumentKind.Counter, string instance = "one", string service = "shop", DateTimeOffset? start = null, bool isDelta = false, params Field[] fields) =>
        Store.Add(Process(instance, service), Named(name, kind, service), fields, new(Now, value), start, isDelta);

    public void AddHistogram(string name, double sum, HistogramPoint histogram, string instance = "one", bool isDelta = false, params Field[] fields) =>
        Store.Add(Process(instance), Named(name, InstrumentKind.Histogram), fields, new(Now, sum, histogram), start: null, isDelta);

    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public IReadOnlyList<Series> Series(string name, string service = "shop") => Store.Series(service, Meter, name);

    public IReadOnlyList<double> Values(string name) => [.. Assert.Single(Series(name)).Points.Select(point => point.Value)];
}
