using System.Diagnostics;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace DevFlow.ServiceDefaults.Tests.Scrubbing;

/// <summary>The bytes on the wire of the real exporter.</summary>
public sealed partial class ExportTests
{
    [Fact]
    public async Task What_is_sent_by_otlp_holds_no_value()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var source = new ActivitySource($"Test.{Guid.NewGuid():N}");
        using (var host = new TestHost(before: builder =>
        {
            builder.Logging.AddOpenTelemetry(logging =>
            {
                logging.IncludeFormattedMessage = true;
                logging.IncludeScopes = true;
                logging.AddOtlpExporter(otlp => Configure(otlp, receiver.Endpoint("logs")));
            });
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddSource(source.Name).AddOtlpExporter(otlp => Configure(otlp, receiver.Endpoint("traces"))));
        }))
        {
            host.Services.GetRequiredService<TracerProvider>();
            host.Scrubber.Register(Canary.Value);
            foreach (var form in Canary.Forms)
            {
                using var span = source.StartActivity($"exported span {form}");
                span!.SetTag("form", form).SetStatus(ActivityStatusCode.Error, form).AddException(new IOException(form));
                using var scope = host.Logger.BeginScope(new Dictionary<string, object?> { ["scope"] = form });
                ExportedLog(host.Logger, form, [form], new InvalidOperationException("outer", new IOException(form)));
            }

            using var withheld = source.StartActivity("withheld span");
            withheld!.AddEvent(new(Canary.Value));
        }

        var (logs, spans) = (receiver.Received("logs"), receiver.Received("traces"));
        Assert.Contains("exported log", logs, StringComparison.Ordinal);
        Assert.Contains("***", logs, StringComparison.Ordinal);
        Assert.Contains("exported span ***", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("withheld span", spans, StringComparison.Ordinal);
        Canary.IsNotIn(logs);
        Canary.IsNotIn(spans);
    }

    private static void Configure(OtlpExporterOptions otlp, Uri endpoint)
    {
        otlp.Endpoint = endpoint;
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
    }

    [LoggerMessage(LogLevel.Error, "exported log {Form} {Forms}")]
    private static partial void ExportedLog(ILogger logger, string form, string[] forms, Exception exception);
}
