using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>A way to the engine on which some answers are not the engine's: it is ill where, and as, a test says.</summary>
internal sealed class IllEngine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private IllEngine(WebApplication app) => _app = app;

    /// <summary>What is answered in the engine's place; null for what is to be the engine's.</summary>
    public Func<HttpContext, Task>? Illness { get; set; }

    /// <summary>The paths on which it is ill.</summary>
    public required string Where { get; init; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<IllEngine> StartAsync(Uri engine, string where = "/api/v1/secrets")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var ill = new IllEngine(app) { Where = where };
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(context => ill.Illness is { } illness && context.Request.Path.StartsWithSegments(ill.Where, StringComparison.Ordinal)
            ? illness(context)
            : forwarder.SendAsync(context, engine.ToString(), ill._http).AsTask());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return ill;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
