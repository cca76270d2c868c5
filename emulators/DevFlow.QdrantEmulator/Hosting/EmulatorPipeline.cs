namespace DevFlow.QdrantEmulator;

/// <summary>The web application in front of the collections.</summary>
internal static class EmulatorPipeline
{
    private static readonly TimeSpan _shutdownTimeout = TimeSpan.FromSeconds(1);

    public static WebApplication Build(CollectionStore store, QdrantEmulatorOptions options, ListenAddress address)
    {
        // Nothing comes from the environment: a variable cannot make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // RequestBody counts for itself, and answers as Qdrant does.
            kestrel.Limits.MaxRequestBodySize = null;
            address.Listen(kestrel);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _shutdownTimeout);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(new RequestLimits(options.MaxRequestSizeMegabytes * 1024L * 1024));
        if (!options.Quiet)
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.None);

        var app = builder.Build();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("DevFlow.QdrantEmulator");
        app.Use(next => context => ErrorMiddleware.InvokeAsync(context, log, next));
        if (ApiKey.From(options.ApiKey) is { } key)
            app.Use(next => context => ApiKeyMiddleware.InvokeAsync(context, key, next));
        else
            app.Use(RefuseForeignHosts);
        app.UseRouting();
        app.MapService();
        app.MapCollections();
        app.MapPoints();
        app.MapReads();
        app.MapSearch();
        app.MapUnsupported();
        return app;
    }

    // With no key, a page in a browser could reach a server that only this machine can.
    private static Task RefuseForeignHosts(HttpContext context, RequestDelegate next) =>
        ListenAddress.IsLoopback(context.Request.Host)
            ? next(context)
            : throw new ApiException(StatusCodes.Status421MisdirectedRequest, "Only the names of this machine's loopback are answered");
}
