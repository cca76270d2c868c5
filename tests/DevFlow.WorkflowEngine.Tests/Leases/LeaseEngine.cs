namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>An engine that the tests of a class share.</summary>
public sealed class LeaseEngine(EngineServer server) : IAsyncLifetime
{
    internal Engine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await Engine.StartAsync(server);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
