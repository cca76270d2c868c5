[assembly: AssemblyFixture(typeof(DevFlow.WorkflowEngine.Tests.Support.EngineServer))]

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>The one PostgreSQL server of these tests; each engine has a database of its own on it.</summary>
public sealed class EngineServer : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresServer.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
