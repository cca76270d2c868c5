using DevFlow.Dashboard.Addresses;
using DevFlow.Dashboard.Telemetry;
using Grpc.AspNetCore.Server.Model;

namespace DevFlow.Dashboard.Otlp;

/// <summary>The receiver of OTLP.</summary>
internal static class OtlpServices
{
    public static void AddOtlp(this WebApplicationBuilder builder, DashboardOptions options)
    {
        var services = builder.Services;
        services.AddSingleton<TextPool>();
        services.AddSingleton<FieldReader>();
        services.AddSingleton<SenderRegistry>();
        services.AddSingleton<TraceReader>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<MetricReader>();
        services.AddSingleton<OtlpIntake>();
        services.AddSingleton<OtlpKey>();
        services.AddSingleton<OtlpGate>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<IServiceMethodProvider<OtlpGrpcService>, OtlpGrpcService>();
        services.AddRequestDecompression();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxOtlpBytes;
            // Its answer to what is not mapped would be given at every address.
            grpc.IgnoreUnknownServices = true;
        });
    }

    /// <summary>To be used before who looks is asked: senders show a key, not a cookie.</summary>
    public static void UseOtlp(this WebApplication app) => app.UseWhen(
        context => context.GetAddress() is Address.OtlpGrpc or Address.OtlpHttp,
        otlp => otlp.UseMiddleware<OtlpGate>().UseRequestDecompression());

    public static void MapOtlp(this WebApplication app, DashboardOptions options)
    {
        app.MapGrpcService<OtlpGrpcService>().AllowAnonymous().OnlyAt(Address.OtlpGrpc);
        app.MapOtlpHttp(options);
    }
}
