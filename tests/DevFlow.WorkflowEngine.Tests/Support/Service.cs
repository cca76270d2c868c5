using DevFlow.Secrets;
using DevFlow.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>Another service of the platform, in this process, as its service defaults make it: with a folder of its own, beside an engine.</summary>
internal sealed class Service : IAsyncDisposable
{
    public const string Key = "key-of-the-gateway-0123456789abcdef";

    private readonly IHost _host;

    private Service(IHost host, string folder) => (_host, Folder) = (host, folder);

    /// <summary>What the engine is to be started with, to know it.</summary>
    public static (string, string) Known => ("ConnectionStrings:service_key_mcp_gateway", Key);

    public string Folder { get; }

    public SecretsWorkspace Workspace => _host.Services.GetRequiredService<SecretsWorkspace>();

    /// <summary>Starts the MCP Gateway's service defaults.</summary>
    /// <param name="engine">Where the engine is, or will be.</param>
    /// <param name="env">Its .env.</param>
    /// <param name="folder">A folder that a service before it has left; a new one by default.</param>
    public static async Task<Service> StartAsync(Uri engine, string env = "", string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("devflow-service-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "config"));
        File.Copy(Path.Combine(Engine.Repository, "config", "secrets.yaml"), Path.Combine(folder, "config", "secrets.yaml"), overwrite: true);
        var path = Path.Combine(folder, ".env");
        await File.WriteAllTextAsync(path, $"""
            DEVFLOW_MODE=local
            SECRET_ENCRYPTION_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
            LOG_LEVEL=ERROR
            {env}
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DEVFLOW_ROOT"] = folder,
            ["OTEL_SERVICE_NAME"] = "mcp-gateway",
            ["services:workflow-engine:http:0"] = engine.ToString(),
            ["ConnectionStrings:service_key"] = Key,
        });
        builder.AddServiceDefaults();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, folder);
    }

    public async Task<string?> ReadAsync(string key) => (await Workspace.Resolver.TryGetAsync(key, cancellationToken: TestContext.Current.CancellationToken))?.Reveal();

    /// <summary>Waits until it has taken an announcement, and all before it.</summary>
    public async Task HeardAsync(long generation)
    {
        var follower = _host.Services.GetServices<IHostedService>().OfType<AnnouncementFollower>().Single();
        while (!(follower.Last >= generation))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it, and leaves its folder.</summary>
    public async Task StopAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
