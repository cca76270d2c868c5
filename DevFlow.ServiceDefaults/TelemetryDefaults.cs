using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
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
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddSource(builder.Environment.ApplicationName, SecretsTelemetry.Name, Npgsql)
            .AddAspNetCoreInstrumentation(http => http.Filter = context => !HealthDefaults.IsProbe(context.Request.Path))
            .AddHttpClientInstrumentation());

        if (settings.GetBool("ENABLE_METRICS", fallback: true))
        {
            telemetry.WithMetrics(metrics => metrics
                .AddMeter(SecretsTelemetry.Name, Npgsql)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation());
        }

        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }
}
