using System.Collections.Concurrent;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>Leases in a database of their own, which the tests of a class share; each test has people of its own.</summary>
public sealed class LeaseRoom(EngineServer server) : IAsyncLifetime
{
    public const string Password = "password-of-a-lease-0123456789";

    private int _people;

    public TestDatabase Database { get; private set; } = null!;

    public LeaseStore Store { get; private set; } = null!;

    /// <summary>What was put on record, as <c>who key outcome</c>.</summary>
    public ConcurrentQueue<string> OnRecord { get; } = [];

    /// <summary>Thrown in the place of putting something on record.</summary>
    public Exception? RecordFault { get; set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(server.Postgres);
        Store = NewStore();
    }

    /// <summary>The store of another engine.</summary>
    public LeaseStore NewStore() => new(Database.Vault, new AccessChanges((access, _) =>
    {
        if (RecordFault is { } fault)
            throw fault;
        OnRecord.Enqueue($"{access.User} {access.Key} {access.Outcome}");
        return ValueTask.CompletedTask;
    }));

    public Task<VaultIdentity> SomebodyAsync(bool isAdmin = true) => Database.AddUserAsync($"person-{Interlocked.Increment(ref _people)}", isAdmin);

    public Task<Lease> OpenAsync(VaultIdentity identity, string profile = "read-write", int? seconds = null) => Store.OpenAsync(
        identity, profile, seconds is { } known ? TimeSpan.FromSeconds(known) : null, ScramVerifier.Of(Password), Token);

    public async Task<NpgsqlConnection> ConnectAsync(Lease lease)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Database.AdminConnectionString) { Username = lease.Login, Password = Password, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    /// <summary>Why somebody with a lease does not get in; null when he does.</summary>
    public async Task<string?> RefusalAsync(Lease lease)
    {
        try
        {
            await (await ConnectAsync(lease)).DisposeAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>What a statement is refused with; null when it is not.</summary>
    public static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql)
    {
        try
        {
            await ExecuteAsync(connection, sql);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>As the superuser.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var admin = NpgsqlDataSource.Create($"{Database.AdminConnectionString};Pooling=false");
        await using var command = admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }

    public async Task<bool> HasRoleAsync(Lease lease) => (bool)(await ScalarAsync($"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '{lease.Login}')"))!;

    public Task<object?> ExpireAsync(Lease lease) => ScalarAsync($"UPDATE devflow.leases SET expires_at = now() - interval '1 second' WHERE id = '{lease.Id}'");

    public async Task<Lease> FindAsync(VaultIdentity identity, Lease lease) => (await Store.ListAsync(identity, withEnded: true, Token)).Single(one => one.Id == lease.Id);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
