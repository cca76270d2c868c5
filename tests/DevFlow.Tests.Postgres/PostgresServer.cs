using System.Collections.Concurrent;
using System.Reflection;
using DevFlow.Hosting;
using DevFlow.Hosting.Local;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.Tests.Postgres;

/// <summary>A PostgreSQL server of its own for some tests, in a folder that is gone with it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const UnixFileMode OpenToAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-postgres-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new(StringComparer.Ordinal);
    private DistributedApplication _application = null!;

    /// <summary>The superuser's connection string, without a database.</summary>
    public string AdminConnectionString { get; private set; } = "";

    public int Port => new NpgsqlConnectionStringBuilder(AdminConnectionString).Port;

    /// <summary>The id of the server's process, for those who kill it; it is started again on the same port.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(DataFolder, "postmaster.pid")).First());

    /// <summary>What the server says, statements too where <c>log_statement</c> is set.</summary>
    public string LogFile => Path.Combine(_folder, ".devflow", "logs", "postgres.log");

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new PostgresServer();
        // The account that a server runs as has to get in.
        File.SetUnixFileMode(server._folder, OpenToAll);
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            ProjectDirectory = server._folder,
            Args = ["--DcpPublisher:RandomizePorts=true", "--LocalEngine:Restart:Limit=1000"],
        });
        foreach (var console in builder.Services.Where(service => service.ImplementationType?.Name == "ConsoleReporter").ToList())
            builder.Services.Remove(console);
        var postgres = builder.AddPostgresStandIn().AddPostgres("postgres");
        server._application = builder.Build();
        await server._application.StartAsync(cancellationToken);
        await server._application.ResourceNotifications.WaitForResourceHealthyAsync("postgres", cancellationToken);
        server.AdminConnectionString = (await postgres.Resource.ConnectionStringExpression.GetValueAsync(cancellationToken))!;
        return server;
    }

    /// <summary>Makes a database with the platform's schema: a copy of one that the migrations were applied to, since most tests are not about them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="more">Assemblies with migrations beside the vault's.</param>
    public async Task CreateDatabaseAsync(string name, params Assembly[] more)
    {
        var template = await _templates
            .GetOrAdd(string.Join(' ', more.Select(assembly => assembly.FullName)), _ => new(() => CreateTemplateAsync(more))).Value;
        await ExecuteAsync(AdminConnectionString, $"CREATE DATABASE {name} TEMPLATE {template}");
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> CreateTemplateAsync(Assembly[] more)
    {
        var name = $"template_{Guid.NewGuid():N}";
        await ExecuteAsync(AdminConnectionString, $"CREATE DATABASE {name}");
        var there = new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = name }.ConnectionString;
        await ExecuteAsync(there, $"CREATE SCHEMA {VaultSchema.Name}");
        VaultSchema.Apply(there, more);
        return name;
    }

    // Without a pool: a connection that stays would keep its database from being copied.
    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string DataFolder => Directory.EnumerateFiles(_folder, "postmaster.pid", SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!).First();
}
