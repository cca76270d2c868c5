using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>The one address of a hosted platform: what is for the Knowledge Hub goes there, all other calls to the engine.</summary>
internal sealed class Edge : IAsyncDisposable
{
    private static readonly string[] _ofTheHub = ["/api/v1/documents", "/api/v1/search", "/api/v1/answers"];

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private Edge(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Edge> StartAsync(Uri engine, Uri hub)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var edge = new Edge(app);
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(async context => await forwarder.SendAsync(context, (IsOfTheHub(context) ? hub : engine).ToString(), edge._http));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return edge;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private static bool IsOfTheHub(HttpContext context) => _ofTheHub.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));
}
