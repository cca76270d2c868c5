using System.Collections.Concurrent;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>A vault in a database of its own, whose accesses can be looked at.</summary>
internal sealed class TestVault : IAsyncDisposable
{
    private TestVault(TestDatabase database)
    {
        Database = database;
        Envelope = new Envelope(() => new KeyRing(Key));
        Users = new UserSecrets(database.Vault, Envelope, RecordAsync, TimeProvider.System);
    }

    public static LocalKeyEncryptionKey Key { get; } = LocalKeyEncryptionKey.Parse(Value("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));

    public TestDatabase Database { get; }

    public Envelope Envelope { get; }

    public UserSecrets Users { get; }

    public ConcurrentQueue<SecretAccess> Accesses { get; } = [];

    public static async Task<TestVault> CreateAsync(VaultServer server) => new(await server.CreateDatabaseAsync());

    public static SecretValue Value(string value) => new(value, SecretSourceNames.Vault, TimeProvider.System.GetUtcNow());

    public ValueTask RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        Accesses.Enqueue(access);
        return ValueTask.CompletedTask;
    }

    /// <summary>How many rows a table has, past all policies.</summary>
    public async Task<long> CountAsync(string table)
    {
        await using var admin = NpgsqlDataSource.Create(Database.AdminConnectionString);
        await using var command = admin.CreateCommand($"SELECT count(*) FROM devflow.{table}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
