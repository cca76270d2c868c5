namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>An engine that the tests of a class share.</summary>
public sealed class AccessEngine(EngineServer server) : IAsyncLifetime
{
    public const string GatewayKey = "gateway-key-0123456789";

    internal Engine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await Engine.StartAsync(
        server, "", ("ConnectionStrings:service_key_mcp_gateway", GatewayKey), ("ConnectionStrings:service_key_knowledge_hub", ""));

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    internal HttpClient As(string credential)
    {
        var client = Engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        return client;
    }
}
