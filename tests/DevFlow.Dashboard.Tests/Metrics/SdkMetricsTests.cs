using System.Diagnostics.Metrics;
using DevFlow.Dashboard.Telemetry;
using DevFlow.Dashboard.Tests.Prometheus;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Instrument = DevFlow.Dashboard.Telemetry.Instrument;

namespace DevFlow.Dashboard.Tests.Measurements;

/// <summary>What OpenTelemetry's own SDK sends, as services do.</summary>
public sealed class SdkMetricsTests
{
    [Theory]
    [InlineData(MetricReaderTemporalityPreference.Cumulative)]
    [InlineData(MetricReaderTemporalityPreference.Delta)]
    public async Task Sums_gauges_and_histograms_come_as_they_were_measured_in_either_temporality(MetricReaderTemporalityPreference temporality)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { PrometheusUrl = RunningDashboard.FreeUrl() });
        using var meter = new Meter($"sdk.{temporality}");
        using var provider = Exporting(dashboard, meter, "one", temporality);
        var requests = meter.CreateCounter<long>("requests", "{request}", "What was asked.");
        var pending = meter.CreateUpDownCounter<long>("pending");
        var duration = meter.CreateHistogram<double>("duration", "s");
        var fine = meter.CreateHistogram<double>("fine", "s");
        meter.CreateObservableGauge("temperature", () => 21.5, "Cel");

        for (var round = 1; round <= 3; round++)
        {
            requests.Add(round, new KeyValuePair<string, object?>("route", "/a"));
            pending.Add(round == 3 ? -1 : 1);
            foreach (var value in new[] { .003, .2, 7 })
            {
                duration.Record(value);
                fine.Record(value * round);
            }

            Assert.True(provider.ForceFlush());
        }

        Assert.Equal((InstrumentKind.Counter, 6), Last(dashboard, meter, "requests"));
        Assert.Equal((InstrumentKind.UpDownCounter, 1), Last(dashboard, meter, "pending"));
        Assert.Equal((InstrumentKind.Gauge, 21.5), Last(dashboard, meter, "temperature"));
        Assert.Equal(0, dashboard.Metrics.Dropped);
        var points = Assert.Single(dashboard.Metrics.Series("sdk", meter.Name, "duration")).Points;
        // The export that was first began at the start of the meter, with nothing.
        Assert.Equal([0, 3, 6, 9], points.Select(point => point.Histogram!.Count));
        Assert.Equal(9, Assert.Single(dashboard.Metrics.Series("sdk", meter.Name, "fine")).Last.Histogram!.Count);

        using var client = new HttpClient();
        var families = PrometheusParser.Parse(await client.GetStringAsync(new Uri(dashboard.Options.PrometheusUrl + "/metrics"), TestContext.Current.CancellationToken));
        var sample = Assert.Single(families.Single(family => family.Name == "requests_total").Samples);
        Assert.Equal(("sdk", "one", "/a", 6), (sample.Labels["job"], sample.Labels["instance"], sample.Labels["route"], sample.Value));
        Assert.Contains(families, family => family.Name == "duration_seconds" && family.Type == "histogram");
        Assert.Contains(families, family => family.Name == "temperature_celsius" && family.Type == "gauge");
    }

    [Fact]
    public async Task A_service_that_is_started_again_is_a_process_of_its_own()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        foreach (var (instance, count) in new[] { ("before", 100), ("after", 2) })
        {
            using var meter = new Meter("sdk.restarted");
            using var provider = Exporting(dashboard, meter, instance, MetricReaderTemporalityPreference.Cumulative);
            meter.CreateCounter<long>("requests").Add(count);
            Assert.True(provider.ForceFlush());
        }

        Assert.Equal([("before", 100, false), ("after", 2, true)], dashboard.Metrics.Series("sdk", "sdk.restarted", "requests").Select(series => (series.Sender.Instance, series.Last.Value, series.IsLive)));
    }

    private static MeterProvider Exporting(RunningDashboard dashboard, Meter meter, string instance, MetricReaderTemporalityPreference temporality) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.Clear().AddService("sdk", serviceInstanceId: instance))
        .AddMeter(meter.Name)
        .AddView("fine", new Base2ExponentialBucketHistogramConfiguration())
        .AddOtlpExporter((exporter, reader) =>
        {
            exporter.Protocol = OtlpExportProtocol.Grpc;
            exporter.Endpoint = new Uri(dashboard.Options.OtlpGrpcUrl);
            exporter.Headers = $"x-otlp-api-key={RunningDashboard.OtlpKey}";
            reader.TemporalityPreference = temporality;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = Timeout.Infinite;
        })
        .Build();

    private static (InstrumentKind Kind, double Value) Last(RunningDashboard dashboard, Meter meter, string name)
    {
        Instrument instrument = Assert.Single(dashboard.Metrics.Instruments(), instrument => instrument.Name == name);
        return (instrument.Kind, Assert.Single(dashboard.Metrics.Series("sdk", meter.Name, name)).Last.Value);
    }
}
