using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>A service as mcp-gateway is one, which calls an engine and lets in whom the engine knows.</summary>
internal sealed class CallingService : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-test-").FullName;
    private WebApplication _app = null!;

    public Uri Address => new(_app.Urls.Single());

    public HttpClient Client => _app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<CallingService> StartAsync(string engine, string? key, TimeProvider time, string env = "DEVFLOW_MODE=local")
    {
        var service = new CallingService();
        Directory.CreateDirectory(Path.Combine(service._root, "config"));
        await File.WriteAllTextAsync(Path.Combine(service._root, "config", "secrets.yaml"), "devflow: { api_key: { env: DEVFLOW_API_KEY, required: [saas] } }\n");
        await File.WriteAllTextAsync(Path.Combine(service._root, ".env"), $"{env}\nENABLE_METRICS=false\nLOG_LEVEL=ERROR\n");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = service._root });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["DEVFLOW_ROOT"] = service._root;
        builder.Configuration["OTEL_SERVICE_NAME"] = "mcp-gateway";
        builder.Configuration["ConnectionStrings:service_key"] = key;
        builder.Configuration["services:workflow-engine:http:0"] = engine;
        builder.Services.AddSingleton(time);
        builder.AddServiceDefaults();
        // What a service asks the engine of its own accord would be counted among the calls of the tests.
        foreach (var work in builder.Services.Where(service => service.ImplementationType?.Name is "AnnouncementFollower" or "AuditShippingService").ToList())
            builder.Services.Remove(work);
        builder.AddDevFlowAuthentication("mcp-gateway");
        builder.AddProjectSecrets().AddUserSecrets();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/who", (HttpContext context) => $"{context.User.FindFirst("sub")?.Value} {context.User.FindFirst("role")?.Value}").RequireAuthorization();
        app.MapGet("/open", () => "open");
        service._app = app;
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
