using System.Reflection;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.Tests.Postgres;

/// <summary>A database of its own with the platform's schema, and an application login as the platform makes it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _application;

    private TestDatabase(string admin, string application, string login)
    {
        AdminConnectionString = admin;
        ApplicationConnectionString = application;
        Login = login;
        _application = NpgsqlDataSource.Create(application);
        Vault = new VaultDatabase(_ => new(_application));
    }

    /// <summary>As the superuser, who sees everything.</summary>
    public string AdminConnectionString { get; }

    /// <summary>As the application login.</summary>
    public string ApplicationConnectionString { get; }

    public string Login { get; }

    /// <summary>The pool of the application login.</summary>
    public NpgsqlDataSource Application => _application;

    /// <summary>The vault's database as the application login.</summary>
    public VaultDatabase Vault { get; }

    /// <param name="server">The server.</param>
    /// <param name="more">Assemblies with migrations beside the vault's.</param>
    public static async Task<TestDatabase> CreateAsync(PostgresServer server, params Assembly[] more)
    {
        var name = $"test_{Guid.NewGuid():N}";
        var login = $"app_{Guid.NewGuid():N}";
        const string Password = "application-password";
        await server.CreateDatabaseAsync(name, more);
        var admin = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = name }.ConnectionString;
        await using (var connection = new NpgsqlConnection($"{admin};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE ROLE {login} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{Password}'", connection);
            await create.ExecuteNonQueryAsync();
            await VaultSchema.GrantAsync(connection, login, CancellationToken.None);
        }

        var application = new NpgsqlConnectionStringBuilder(admin) { Username = login, Password = Password, MaxPoolSize = 20 }.ConnectionString;
        return new(admin, application, login);
    }

    /// <summary>Adds a person, as the engine does.</summary>
    public async Task<VaultIdentity> AddUserAsync(string name, bool isAdmin = false)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString);
        await using var command = source.CreateCommand("INSERT INTO devflow.users (name, role) VALUES ($1, $2) RETURNING id");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = isAdmin ? "admin" : "member" });
        return VaultIdentity.OfUser((Guid)(await command.ExecuteScalarAsync())!, isAdmin);
    }

    /// <summary>Runs a statement as the superuser, past all policies.</summary>
    public async Task<int> AsAdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}
