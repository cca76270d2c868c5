using DevFlow.Secrets;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Hosted;

/// <summary>
/// The engine of hybrid mode has no database: what needs one is the hosted engine's to answer, to whom the call is handed on as it came, with the caller's own
/// credential. The hosted engine decides; no value stops here.
/// </summary>
internal static class HostedEngine
{
    // What the engine here has of its own: the secrets of this folder, and tokens for the services beside it.
    private static readonly string[] _hosted = ["me", "users", "projects", "audit", "alerts", "vault", "dependencies", "rotations", "leases", "events", "compliance", "shares", "incidents", "sign-in"];

    public static void AddHostedEngine(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is not DevFlowMode.Hybrid)
            return;
        builder.Services.AddHttpForwarder();
        builder.Services.AddHttpClient<HostedPeople>((services, http) => http.BaseAddress = AddressOf(services));
    }

    public static void MapHostedEngine(this WebApplication app)
    {
        if (app.Services.GetService<HostedPeople>() is null)
            return;
        var address = AddressOf(app.Services).GetLeftPart(UriPartial.Authority);
        foreach (var room in _hosted)
            app.MapForwarder($"/api/v1/{room}/{{**rest}}", address).AllowAnonymous().ExcludeFromDescription();
        // Where providers send people back to, when that is registered as this machine's.
        app.MapForwarder("/oauth/{**rest}", address).AllowAnonymous().ExcludeFromDescription();
    }

    // Missing, it would have been an error before anything started.
    private static Uri AddressOf(IServiceProvider services) =>
        HostedApi.AddressOf(DevFlowMode.Hybrid, services.GetRequiredService<DevFlowSettings>()) ?? throw new InvalidOperationException("DEVFLOW_API_URL is not set.");
}
