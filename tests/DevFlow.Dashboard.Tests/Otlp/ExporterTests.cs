using System.Diagnostics;
using System.Diagnostics.Metrics;
using DevFlow.Dashboard.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SpanKind = DevFlow.Dashboard.Telemetry.SpanKind;

namespace DevFlow.Dashboard.Tests;

/// <summary>OpenTelemetry's own exporter, which knows nothing of the dashboard's idea of the protocol.</summary>
public sealed class ExporterTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task What_a_service_exports_is_there_once_it_has_flushed(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var names = $"exported-{protocol}";
        using var source = new ActivitySource(names);
        using var meter = new Meter(names);
        using var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Service()).AddSource(names).AddOtlpExporter(to => Set(to, "traces")).Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Service()).AddMeter(names).AddOtlpExporter(to => Set(to, "metrics")).Build();
        using var logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(to =>
        {
            to.IncludeFormattedMessage = true;
            to.SetResourceBuilder(Service()).AddOtlpExporter(exporter => Set(exporter, "logs"));
        }));
        var histogram = meter.CreateHistogram<double>("duration", "s");

        string traceId;
        using (var activity = source.StartActivity("work", ActivityKind.Client)!)
        {
            traceId = activity.TraceId.ToString();
            activity.SetTag("secret.key", "A_KEY").SetTag("numbers", new[] { 1, 2 }).SetStatus(ActivityStatusCode.Error, "it broke");
            activity.AddEvent(new("happened"));
#pragma warning disable CA1848, CA1873 // A log message as services write it.
            logs.CreateLogger("The.Category").LogWarning("Order {Order} is late", 7);
#pragma warning restore CA1848, CA1873
            histogram.Record(0.2, new KeyValuePair<string, object?>("route", "/"));
            meter.CreateCounter<long>("count").Add(3);
        }

        Assert.True(traces.ForceFlush() && metrics.ForceFlush());
        logs.Dispose();

        Assert.True(TraceId.TryParse(traceId, out var id));
        var span = Assert.Single(dashboard.Traces.Find(id)!.Spans);
        Assert.Equal(("the-service", "the-instance", "work", names), (span.Sender.Service, span.Sender.Instance, span.Name, span.Scope));
        Assert.Equal((SpanKind.Client, SpanStatus.Error, "it broke"), (span.Kind, span.Status, span.StatusText));
        Assert.Equal(("A_KEY", "[1,2]", "happened"), (span.Fields.Find("secret.key"), span.Fields.Find("numbers"), span.Events[0].Name));
        Assert.True(span.Duration > TimeSpan.Zero);

        var entry = Assert.Single(dashboard.Logs.Query(new(), 0, 10).Items);
        Assert.Equal(("Order 7 is late", "The.Category", Severity.Warning, "7"), (entry.Message, entry.Scope, entry.Severity, entry.Fields.Find("Order")));
        Assert.Equal((id, span.Id), (entry.TraceId, entry.SpanId));

        Assert.Equal(["count", "duration"], dashboard.Metrics.Instruments().Select(instrument => instrument.Name));
        Assert.Equal(3, Assert.Single(dashboard.Metrics.Series("the-service", names, "count")).Points[^1].Value);
        var recorded = Assert.Single(dashboard.Metrics.Series("the-service", names, "duration"));
        Assert.Equal(("/", 0.2, 1), (recorded.Fields.Find("route"), recorded.Points[^1].Value, recorded.Points[^1].Histogram!.Counts.Sum()));

        ResourceBuilder Service() => ResourceBuilder.CreateEmpty().AddService("the-service", serviceInstanceId: "the-instance");

        void Set(OtlpExporterOptions exporter, string signal)
        {
            exporter.Protocol = protocol;
            exporter.Endpoint = new(protocol == OtlpExportProtocol.Grpc ? dashboard.Options.OtlpGrpcUrl : $"{dashboard.Options.OtlpHttpUrl}/v1/{signal}");
            exporter.Headers = $"x-otlp-api-key={RunningDashboard.OtlpKey}";
        }
    }
}
