using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DevFlow.ServiceDefaults;

/// <summary>Traces, metrics and logs by OpenTelemetry; sent where OTEL_EXPORTER_OTLP_ENDPOINT says, kept inside otherwise.</summary>
internal static class TelemetryDefaults
{
    // Npgsql names its source and its meter after itself.
    private const string Npgsql = "Npgsql";

    public static void AddDefaultTelemetry(this IHostApplicationBuilder builder, DevFlowSettings settings)
    {
        // One exporter a signal: the exporter for all of them would send metrics that nobody asked for.
        var export = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
            if (export)
                logging.AddOtlpExporter();
        });

        var telemetry = builder.Services.AddOpenTelemetry().WithTracing(tracing =>
        {
            tracing
                // Also where OTEL_TRACES_SAMPLER says always_on: what belongs to a probe, which the filter leaves out, would come as a trace of its own.
                .SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
                .AddSource(builder.Environment.ApplicationName, SecretsTelemetry.Name, Npgsql)
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !HealthDefaults.IsProbe(context.Request.Path))
                .AddHttpClientInstrumentation();
            if (export)
                tracing.AddOtlpExporter();
        });

        if (!settings.GetBool("ENABLE_METRICS", fallback: true))
            return;
        telemetry.WithMetrics(metrics =>
        {
            metrics
                .AddMeter(builder.Environment.ApplicationName, SecretsTelemetry.Name, Npgsql)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation();
            if (export)
                metrics.AddOtlpExporter();
        });
    }
}
