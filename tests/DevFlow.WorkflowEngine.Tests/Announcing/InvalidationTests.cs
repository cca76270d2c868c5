using System.Diagnostics;
using DevFlow.ConnectEmulator;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Announcing;

/// <summary>What one process announces, another does not go on with a copy of.</summary>
public sealed class InvalidationTests(EngineServer server)
{
    private const string ConnectToken = "token-of-the-tests-0815";
    private const string Key = "AOSENTRY_API_KEY";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_in_1Password_reaches_another_service_that_has_a_copy()
    {
        await using var connect = await ConnectAsync();
        await using var engine = await Engine.StartAsync(server, configuration: Service.Known);
        await using var service = await Service.StartAsync(engine.Address, Env(connect));
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        await KnownAsync(engine, service, connect, admin);

        connect.SetField("DevFlow", "AOSentry", "api_key", "sk-second-0123456789");
        Assert.Equal("sk-first-0123456789", await service.ReadAsync(Key));
        await AnnouncementsApiTests.AnnounceAsync(admin, Key);

        await UntilAsync(service, "sk-second-0123456789");
    }

    [Fact]
    public async Task A_Connect_server_that_lags_behind_what_was_announced_is_asked_again_and_not_believed()
    {
        await using var connect = await ConnectAsync();
        await using var engine = await Engine.StartAsync(server, configuration: Service.Known);
        await using var service = await Service.StartAsync(engine.Address, Env(connect));
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        await KnownAsync(engine, service, connect, admin);
        connect.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.SetField("DevFlow", "AOSentry", "api_key", "sk-second-0123456789");
        var version = connect.FindItem("DevFlow", "AOSentry")!.Version;

        await AnnouncementsApiTests.AnnounceAsync(admin, Key, new { leastVersion = version, revoked = true });

        // The old value goes, and the new one is there when the server has synced.
        await UntilAsync(service, null);
        connect.Faults.Clear();
        await UntilAsync(service, "sk-second-0123456789");
    }

    [Fact]
    public async Task A_change_that_was_announced_while_the_engine_was_away_arrives_when_it_is_back()
    {
        await using var connect = await ConnectAsync();
        await using var engine = await Engine.StartAsync(server, configuration: Service.Known);
        await using var gate = new Gate(engine.Address);
        await using var service = await Service.StartAsync(gate.Address, Env(connect));
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        await KnownAsync(engine, service, connect, admin);

        gate.Close();
        connect.SetField("DevFlow", "AOSentry", "api_key", "sk-second-0123456789");
        await AnnouncementsApiTests.AnnounceAsync(admin, Key);
        Assert.Equal("sk-first-0123456789", await service.ReadAsync(Key));
        gate.Open();

        await UntilAsync(service, "sk-second-0123456789");
    }

    [Fact]
    public async Task A_service_starts_and_serves_without_an_engine()
    {
        await using var connect = await ConnectAsync();
        await using var service = await Service.StartAsync(new Uri("http://localhost:9"), Env(connect));

        Assert.Equal("sk-first-0123456789", await service.ReadAsync(Key));
    }

    [Fact]
    public async Task The_listener_outlives_a_PostgreSQL_that_is_killed_and_misses_nothing()
    {
        await using var postgres = new EngineServer();
        await postgres.InitializeAsync();
        await using var engine = await Engine.StartAsync(postgres, configuration: Service.Known);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        await using var stream = await EventStream.OpenAsync(service);
        Assert.Equal("hello", (await stream.NextAsync()).Type);
        await AnnouncementsApiTests.AnnounceAsync(admin, Key);
        Assert.Equal("1", (await stream.NextAsync()).Id);

        for (var round = 2; round <= Soak.Times(inEveryRun: 3, inFull: 20); round++)
        {
            using (var killed = Process.GetProcessById(postgres.Postgres.ProcessId))
                killed.Kill();
            await UntilAnnouncedAsync(engine);
            Assert.Equal($"{round}", (await stream.NextAsync()).Id);
        }
    }

    // Past the engine, as another writer does, as soon as the server is back.
    private static async Task UntilAnnouncedAsync(Engine engine)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{engine.AdminConnectionString};Pooling=false");
                await connection.OpenAsync(Token);
                await using var announce = new NpgsqlCommand("SELECT set_config('devflow.principal', 'service:test', false); SELECT devflow.announce('system', 'JWT_SECRET', NULL, NULL, false)", connection);
                await announce.ExecuteNonQueryAsync(Token);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, Token);
            }
        }
    }

    // The first event of the engine makes it forget what it had read: only then has it a copy that an announcement must reach.
    private static async Task KnownAsync(Engine engine, Service service, ConnectEmulatorServer connect, HttpClient admin)
    {
        Assert.Equal("sk-first-0123456789", await service.ReadAsync(Key));
        connect.SetField("DevFlow", "AOSentry", "api_key", "sk-zeroth-0123456789");
        while (await service.ReadAsync(Key) != "sk-zeroth-0123456789")
        {
            await AnnouncementsApiTests.AnnounceAsync(admin, Key);
            await Task.Delay(50, Token);
        }

        connect.SetField("DevFlow", "AOSentry", "api_key", "sk-first-0123456789");
        // One that is still on its way would take the copy that is read here.
        await service.HeardAsync(await AnnouncementsApiTests.AnnounceAsync(admin, Key));
        Assert.Equal("sk-first-0123456789", await service.ReadAsync(Key));
        Assert.NotNull(engine.Address);
    }

    private static async Task UntilAsync(Service service, string? value)
    {
        while (await service.ReadAsync(Key) != value)
            await Task.Delay(20, Token);
    }

    private static Task<ConnectEmulatorServer> ConnectAsync() => ConnectEmulatorServer.StartAsync(
        new()
        {
            Token = ConnectToken,
            Quiet = true,
            VaultsYaml = """
                vaults:
                  - name: DevFlow
                    items:
                      - title: AOSentry
                        fields:
                          - { label: api_key, value: sk-first-0123456789 }
                """,
        },
        Token);

    private static string Env(ConnectEmulatorServer connect) => $"OP_CONNECT_URL={connect.Address}\nOP_CONNECT_TOKEN={ConnectToken}";
}
