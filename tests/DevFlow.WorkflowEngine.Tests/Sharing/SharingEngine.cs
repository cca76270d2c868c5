namespace DevFlow.WorkflowEngine.Tests.Sharing;

/// <summary>An engine that the tests of a class share.</summary>
public sealed class SharingEngine(EngineServer server) : IAsyncLifetime
{
    public const int OpensPerMinute = 100;

    internal Engine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await Engine.StartAsync(server, "", ("Sharing:OpensPerMinute", $"{OpensPerMinute}"));

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
