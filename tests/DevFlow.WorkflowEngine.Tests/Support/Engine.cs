using System.Net;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>A Workflow Engine in this process, listening on a port of loopback, with a folder and a database of its own.</summary>
internal sealed class Engine : ServiceInProcess<DatabaseSetup>
{
    private readonly EngineServer _server;
    private readonly string _database = $"engine_{Guid.NewGuid():N}";
    private readonly string _login = $"login_{Guid.NewGuid():N}";

    private Engine(EngineServer server) => _server = server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("devflow-engine-").FullName;

    /// <summary>As the superuser, in the engine's database. Without a pool: each of the many databases would keep connections of the one server.</summary>
    public string AdminConnectionString => new NpgsqlConnectionStringBuilder(_server.Postgres.AdminConnectionString) { Database = _database, Pooling = false }.ConnectionString;

    /// <summary>Starts an engine and waits until it is healthy.</summary>
    /// <param name="server">Where its database is made.</param>
    /// <param name="env">
    /// Lines of its .env, after those that local mode needs; a key that stands twice is what it says last, and <c>{database}</c> is the URL of its database.
    /// </param>
    /// <param name="configuration">Configuration as the app host would give it.</param>
    public static async Task<Engine> StartAsync(EngineServer server, string env = "", params (string Key, string Value)[] configuration)
    {
        var engine = await StartUnawaitedAsync(server, env, configuration);
        await engine.HealthyAsync();
        return engine;
    }

    /// <summary>Starts an engine that may never become healthy.</summary>
    public static Task<Engine> StartUnawaitedAsync(EngineServer server, string env = "", params (string Key, string Value)[] configuration) =>
        StartUnawaitedAsync(server, env, static _ => { }, configuration);

    /// <summary>Starts an engine in a folder that was prepared.</summary>
    public static async Task<Engine> StartUnawaitedAsync(EngineServer server, string env, Action<string> prepare, params (string Key, string Value)[] configuration)
    {
        var engine = new Engine(server);
        await server.Postgres.CreateDatabaseAsync(engine._database, typeof(DatabaseSetup).Assembly);
        engine.Configure(env, configuration);
        prepare(engine.Folder);
        engine.Start();
        return engine;
    }

    /// <summary>A client of a person, who is added where there is none of the name.</summary>
    public async Task<HttpClient> CreateClientAsync(string userName, bool isAdmin = false)
    {
        var role = isAdmin ? "admin" : "member";
        await using var admin = new NpgsqlConnection(AdminConnectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var add = new NpgsqlCommand(
            "INSERT INTO devflow.users (name, role) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET role = excluded.role RETURNING id", admin);
        add.Parameters.Add(new() { Value = userName });
        add.Parameters.Add(new() { Value = role });
        var id = (Guid)(await add.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        return await CreateClientAsync(VaultIdentity.OfUser(id).Principal, role);
    }

    /// <summary>The principal of a person who was added.</summary>
    public async Task<string> PrincipalAsync(string userName)
    {
        await using var admin = new NpgsqlConnection(AdminConnectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var find = new NpgsqlCommand("SELECT id FROM devflow.users WHERE name = $1", admin);
        find.Parameters.Add(new() { Value = userName });
        return VaultIdentity.OfUser((Guid)(await find.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).Principal;
    }

    /// <summary>A client of a service, such as <c>mcp-gateway</c>.</summary>
    public Task<HttpClient> CreateServiceClientAsync(string service) => CreateClientAsync(VaultIdentity.OfService(service).Principal, "service");

    public async Task HealthyAsync()
    {
        using var client = CreateAnonymousClient();
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
            if (answer.StatusCode is HttpStatusCode.OK)
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    protected override void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    private async Task<HttpClient> CreateClientAsync(string principal, string role)
    {
        var token = await Services.GetRequiredService<AccessTokens>().IssueAsync(principal, role, AccessTokens.Engine, TestContext.Current.CancellationToken);
        var client = CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Token.Reveal());
        return client;
    }

    private void Configure(string env, (string Key, string Value)[] configuration)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "config"));
        File.Copy(Path.Combine(Repository, "config", "secrets.yaml"), Path.Combine(Folder, "config", "secrets.yaml"));
        var database = $"postgresql://{_login}:login-password@localhost:{_server.Postgres.Port}/{_database}";
        var path = Path.Combine(Folder, ".env");
        File.WriteAllText(path, $"""
            DEVFLOW_MODE=local
            AOSENTRY_API_KEY=sk-test-aosentry-0123456789
            SECRET_ENCRYPTION_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
            SESSION_SECRET=session-secret-0123456789abcdef0123456789
            JWT_SECRET=jwt-secret-0123456789abcdef0123456789abcd
            LOG_LEVEL=WARNING
            {env.Replace("{database}", database, StringComparison.Ordinal)}
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Configuration["DEVFLOW_ROOT"] = Folder;
        Configuration["OTEL_SERVICE_NAME"] = "workflow-engine";
        Configuration["ConnectionStrings:database"] = database;
        Configuration["ConnectionStrings:database_admin"] = AdminConnectionString;
        foreach (var (key, value) in configuration)
            Configuration[key] = value;
    }

    public static string Repository
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "DevFlow.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}
