using System.Net;

namespace DevFlow.ConnectEmulator;

/// <summary>The web application in front of an emulator.</summary>
internal static class EmulatorPipeline
{
    private const string VersionHeader = "1Password-Connect-Version";

    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(1);

    public static WebApplication Build(Emulator emulator, ConnectAddress address)
    {
        // Nothing comes from the environment: a variable cannot make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            address.Listen(options);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = _shutdownTimeout);
        builder.Services.AddSingleton(emulator);
        if (!emulator.Options.Quiet)
        {
            // A truncated answer is an error to Kestrel, and what was asked for here.
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.None);
        }

        var app = builder.Build();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("DevFlow.ConnectEmulator");
        app.Use(RefuseForeignHosts);
        app.UseRouting();
        app.MapControls();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(ControlApi.Prefix, StringComparison.OrdinalIgnoreCase), connect =>
        {
            connect.Use(next => context => RequestLogMiddleware.InvokeAsync(context, emulator, next));
            connect.Use(next => context => FaultMiddleware.InvokeAsync(context, emulator, next));
            connect.Use(next => context => ActivityMiddleware.InvokeAsync(context, emulator, next));
        });
        app.Use(next => context => ErrorMiddleware.InvokeAsync(context, log, next));
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ConnectApi.Prefix, StringComparison.OrdinalIgnoreCase), connect =>
            connect.Use(next => context => AuthenticationMiddleware.InvokeAsync(context, emulator, next)));
        app.MapStatus();
        app.MapConnect();
        return app;
    }

    private static Task RefuseForeignHosts(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[VersionHeader] = Emulator.Version;
        return ConnectAddress.IsLoopback(context.Request.Host)
            ? next(context)
            : Answer.ErrorAsync(context, (int)HttpStatusCode.MisdirectedRequest, "Only the names of this machine's loopback are answered");
    }
}
