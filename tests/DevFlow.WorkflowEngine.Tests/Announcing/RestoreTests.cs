using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Announcing;

public sealed class RestoreTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_restore_of_the_database_everything_is_forgotten_and_what_comes_then_is_told()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        await using var stream = await EventStream.OpenAsync(service);
        Assert.Equal("hello", (await stream.NextAsync()).Type);
        for (var i = 1; i <= 3; i++)
        {
            await AnnouncementsApiTests.AnnounceAsync(admin, "JWT_SECRET");
            Assert.Equal($"{i}", (await stream.NextAsync()).Id);
        }

        await AsAdminAsync(engine, """
            UPDATE devflow.announcement_counter SET generation = 1;
            DELETE FROM devflow.announcements WHERE generation > 1;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            """);
        var reset = await stream.NextAsync();
        Assert.Equal(2, await AnnouncementsApiTests.AnnounceAsync(admin, "JWT_SECRET"));

        Assert.Equal(("reset", 1), (reset.Type, reset.Data.GetProperty("generation").GetInt64()));
        Assert.Equal(("announcement", "2"), await stream.NextAsync() is var (type, id, _) ? (type, id) : default);
    }

    [Fact]
    public async Task Old_announcements_are_forgotten_though_there_are_ever_new_ones()
    {
        await using var engine = await Engine.StartAsync(server);
        await AsAdminAsync(engine, "INSERT INTO devflow.announcements (generation, at, scope, revoked) VALUES (-1, now() - interval '8 days', 'system', false)");
        await using var other = await Engine.StartUnawaitedAsync(
            server, "", ("ConnectionStrings:database", engine.Configuration["ConnectionStrings:database"]!), ("ConnectionStrings:database_admin", engine.AdminConnectionString));

        for (var i = 0; i < 400 && await AsAdminAsync(engine, "SELECT 1 FROM devflow.announcements WHERE generation = -1") is not null; i++)
        {
            await AsAdminAsync(engine, "SELECT set_config('devflow.principal', 'service:test', false); SELECT devflow.announce('system', 'JWT_SECRET', NULL, NULL, false)");
            await Task.Delay(25, Token);
        }

        Assert.Null(await AsAdminAsync(engine, "SELECT 1 FROM devflow.announcements WHERE generation = -1"));
    }

    [Fact]
    public async Task Services_are_not_told_which_projects_there_are_and_see_no_gap()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var service = await engine.CreateServiceClientAsync("mcp-gateway");
        await using var stream = await EventStream.OpenAsync(service);
        Assert.Equal("hello", (await stream.NextAsync()).Type);

        await AsAdminAsync(engine, """
            SELECT set_config('devflow.principal', 'service:test', false);
            SELECT devflow.announce('project', 'project/web-shop/staging/STRIPE_API_KEY', 'op://WebShop/Stripe/key', 4, false)
            """);
        var told = await stream.NextAsync();
        await AnnouncementsApiTests.AnnounceAsync(admin, "JWT_SECRET");

        Assert.Equal(("announcement", "1", "project/"), (told.Type, told.Id, told.Data.GetProperty("key").GetString()));
        Assert.DoesNotMatch("(?i)web-?shop|stripe|staging", told.Data.GetRawText());
        Assert.Equal("2", (await stream.NextAsync()).Id);
    }

    private static async Task<object?> AsAdminAsync(Engine engine, string sql)
    {
        await using var connection = new NpgsqlConnection($"{engine.AdminConnectionString};Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
