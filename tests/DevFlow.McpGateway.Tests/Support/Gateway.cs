using DevFlow.McpGateway.Secrets;
using ModelContextProtocol.Client;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>The MCP Gateway in this process, listening on a port of loopback, beside an engine and in its folder.</summary>
internal sealed class Gateway : ServiceInProcess<SecretTools>
{
    public const string Key = "key-of-the-gateway-0123456789abcdef";

    /// <summary>What the engine is to be started with, to know it.</summary>
    public static (string Key, string Value) Known => ("ConnectionStrings:service_key_mcp_gateway", Key);

    /// <param name="folder">Where .env and the catalog lie.</param>
    /// <param name="engine">Where the engine is, or a gate before it.</param>
    /// <param name="configuration">As the app host would give it.</param>
    public static Gateway Start(string folder, Uri engine, params (string Key, string Value)[] configuration)
    {
        var gateway = new Gateway
        {
            Configuration =
            {
                ["DEVFLOW_ROOT"] = folder,
                ["OTEL_SERVICE_NAME"] = "mcp-gateway",
                ["services:workflow-engine:http:0"] = engine.ToString(),
                // Nobody is there, which is told at once.
                ["services:knowledge-hub:http:0"] = "http://localhost:9",
                ["ConnectionStrings:service_key"] = Key,
            },
        };
        foreach (var (key, value) in configuration)
            gateway.Configuration[key] = value;
        gateway.Start();
        return gateway;
    }

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
}
