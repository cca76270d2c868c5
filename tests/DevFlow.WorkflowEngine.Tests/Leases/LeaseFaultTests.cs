using System.Net;
using System.Net.Http.Json;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Alerts;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Leases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>What goes wrong in the middle: the engine dies, the database is away, clocks jump.</summary>
public sealed class LeaseFaultTests(LeaseEngine shared, EngineServer server) : IClassFixture<LeaseEngine>
{
    private const string Leases = "/api/v1/leases";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_that_is_killed_in_the_middle_leaves_no_login_and_ends_what_it_began_to_end()
    {
        await using var before = await Engine.StartAsync(server);
        using var chief = await before.CreateClientAsync("chief", isAdmin: true);
        await before.StopAsync();
        using var engine = new EngineProcess(before);
        using var http = new HttpClient { BaseAddress = engine.Address };
        http.DefaultRequestHeaders.Authorization = chief.DefaultRequestHeaders.Authorization;
        await using var admin = new NpgsqlConnection(before.AdminConnectionString);
        await admin.OpenAsync(Token);
        engine.Start();
        await HealthyAsync(http);

        var opened = await http.PostJsonAsync(Leases, new { profile = "read-write" }, HttpStatusCode.Created);
        await LeasesApiTests.ExecuteAsync(LeasesApiTests.Connect(opened), "CREATE TABLE applications.held (id int)");

        // While it makes one lease, it waits here for the lock that makes them come one by one; while it ends another, for the table that goes to its heir.
        await using (var holding = await admin.BeginTransactionAsync(Token))
        {
            await LeaseRoom.ExecuteAsync(admin, "SELECT pg_advisory_xact_lock(3608, 1); LOCK TABLE applications.held IN ACCESS SHARE MODE");
            var making = http.PostAsJsonAsync(Leases, new { profile = "read-write" }, Token);
            var ending = http.DeleteAsync(new Uri($"{Leases}/{opened.GetProperty("lease").Text("id")}", UriKind.Relative), Token);
            await UntilAsync(before, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE query LIKE '%open_lease%' AND wait_event_type = 'Lock' AND datname = current_database() AND pid <> pg_backend_pid())");
            await UntilAsync(before, "SELECT EXISTS (SELECT FROM devflow.leases WHERE state = 'closing')");
            await engine.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => making);
            await ending.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            Assert.Equal(true, await ScalarAsync(before, $"SELECT NOT rolcanlogin FROM pg_roles WHERE rolname = '{opened.Text("user")}'"));
        }

        engine.Start();
        await UntilAsync(before, "SELECT EXISTS (SELECT FROM devflow.leases WHERE state = 'ended')");
        Assert.Equal("1 0 devflow_applications", await ScalarAsync(before, """
            SELECT (SELECT count(*) FROM devflow.leases) || ' ' ||
                (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()) || ' ' ||
                (SELECT tableowner FROM pg_tables WHERE tablename = 'held')
            """));
    }

    [Fact]
    public async Task While_the_database_is_away_leases_are_too_and_the_sweep_goes_on_afterwards()
    {
        var engine = shared.Engine;
        using var chief = await engine.CreateClientAsync("chief", isAdmin: true);
        var opened = await chief.PostJsonAsync(Leases, new { profile = "read-only" }, HttpStatusCode.Created);
        var id = opened.GetProperty("lease").Text("id");
        var name = new NpgsqlConnectionStringBuilder(engine.AdminConnectionString).Database;
        await using var outside = NpgsqlDataSource.Create($"{server.Postgres.AdminConnectionString};Pooling=false");
        await ExecuteAsync(outside, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync(outside, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

        foreach (var (method, path, body) in ((HttpMethod, string, object?)[])
            [(HttpMethod.Post, Leases, new { profile = "read-only" }), (HttpMethod.Get, Leases, null), (HttpMethod.Post, $"{Leases}/{id}/renew", new { }), (HttpMethod.Delete, $"{Leases}/{id}", null)])
        {
            await chief.CallAsync(method, path, body, HttpStatusCode.ServiceUnavailable);
        }

        await ExecuteAsync(outside, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        Assert.Equal(1L, await ScalarAsync(engine, "SELECT count(*) FROM devflow.leases WHERE state = 'active'"));
        await ScalarAsync(engine, "UPDATE devflow.leases SET expires_at = now()");
        await UntilAsync(engine, "SELECT EXISTS (SELECT FROM devflow.leases WHERE state = 'ended')");
    }

    [Fact]
    public async Task A_clock_of_the_engine_that_jumps_neither_ends_a_lease_nor_keeps_it()
    {
        await using var room = new LeaseRoom(server);
        await room.InitializeAsync();
        var chief = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief);
        var time = new FakeTimeProvider();
        var progress = new DatabaseSetupProgress();
        progress.Done();
        var issuer = new LeaseIssuer(room.Store, shared.Engine.Services.GetRequiredService<PlatformDatabase>());
        using var sweeps = new LeaseSweepService(issuer, new AlertQueue(time, NullLogger<AlertQueue>.Instance), progress, time, NullLogger<LeaseSweepService>.Instance);
        await sweeps.StartAsync(Token);

        time.Advance(TimeSpan.FromDays(365 * 50));
        await issuer.RunSweepAsync(Token);
        Assert.Equal(LeaseState.Active, (await room.FindAsync(chief, lease)).State);

        time.AdjustTime(time.GetUtcNow() - TimeSpan.FromDays(365 * 20));
        await room.ExpireAsync(lease);
        while ((await room.FindAsync(chief, lease)).State != LeaseState.Ended)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20, Token);
        }

        await sweeps.StopAsync(Token);
    }

    private static async Task HealthyAsync(HttpClient http)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(50, Token);
        }
    }

    private static async Task UntilAsync(Engine engine, string sql)
    {
        while (await ScalarAsync(engine, sql) is not true)
            await Task.Delay(20, Token);
    }

    private static async Task<object?> ScalarAsync(Engine engine, string sql)
    {
        await using var admin = NpgsqlDataSource.Create(engine.AdminConnectionString);
        await using var command = admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
