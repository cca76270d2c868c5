[assembly: AssemblyFixture(typeof(DevFlow.Secrets.Vault.Tests.VaultServer))]

namespace DevFlow.Secrets.Vault.Tests;

/// <summary>The one PostgreSQL server of these tests; each class, or each test, has a database of its own on it.</summary>
public sealed class VaultServer : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresServer.StartAsync(TestContext.Current.CancellationToken);

    public Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(Postgres);

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
