using DevFlow.McpGateway.Secrets;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Client;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>The MCP Gateway in this process, listening on a port of loopback, beside an engine and in its folder.</summary>
internal sealed class Gateway : WebApplicationFactory<SecretTools>
{
    public const string Key = "key-of-the-gateway-0123456789abcdef";

    private readonly Dictionary<string, string?> _configuration;
    private IHost? _host;

    private Gateway(Dictionary<string, string?> configuration) => _configuration = configuration;

    /// <summary>What the engine is to be started with, to know it.</summary>
    public static (string Key, string Value) Known => ("ConnectionStrings:service_key_mcp_gateway", Key);

    public Uri Address => ClientOptions.BaseAddress;

    /// <param name="folder">Where .env and the catalog lie.</param>
    /// <param name="engine">Where the engine is, or a gate before it.</param>
    /// <param name="configuration">As the app host would give it.</param>
    public static Gateway Start(string folder, Uri engine, params (string Key, string Value)[] configuration)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DEVFLOW_ROOT"] = folder,
            ["OTEL_SERVICE_NAME"] = "mcp-gateway",
            ["services:workflow-engine:http:0"] = engine.ToString(),
            // Nobody is there, which is told at once.
            ["services:knowledge-hub:http:0"] = "http://localhost:9",
            ["ConnectionStrings:service_key"] = Key,
        };
        foreach (var (key, value) in configuration)
            all[key] = value;
        var gateway = new Gateway(all);
        gateway.UseKestrel(0);
        gateway.StartServer();
        return gateway;
    }

    public HttpClient CreateAnonymousClient() => new() { BaseAddress = Address };

    /// <summary>An official client.</summary>
    /// <param name="credential">What it shows.</param>
    /// <param name="options">What it can; by default it cannot ask a person.</param>
    public Task<McpClient> ConnectAsync(string credential, McpClientOptions? options = null) => McpClient.CreateAsync(
        new HttpClientTransport(new()
        {
            Endpoint = new(Address, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {credential}" },
        }),
        options,
        cancellationToken: TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        var workspace = _host?.Services.GetRequiredService<SecretsWorkspace>();
        if (_host is not null)
            await _host.StopAsync(TestContext.Current.CancellationToken);
        await base.DisposeAsync();
        // A program that is stopped ends its services by itself, beside this: the folder goes when the audit in it is written to its end.
        if (workspace is not null)
            await workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // The gateway reads its configuration before anybody could add to it: it goes in as arguments do.
    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_configuration));
        return _host = base.CreateHost(builder);
    }
}
