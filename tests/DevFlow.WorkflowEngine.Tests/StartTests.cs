using DevFlow.WorkflowEngine.Database;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests;

public sealed class StartTests(EngineServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_brings_its_database_up_and_every_table_forces_row_level_security()
    {
        await using var engine = await Engine.StartAsync(server);

        await using var admin = new NpgsqlConnection(engine.AdminConnectionString);
        await admin.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("""
            SELECT string_agg(c.relname, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'devflow' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """, admin);

        Assert.Equal(DBNull.Value, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Nobody_knocks_at_a_database_that_is_not_set_up_yet()
    {
        await using var engine = await Engine.StartAsync(server);
        var login = await engine.Services.GetRequiredService<PlatformDatabase>().LoginAsync(Cancel);

        // The server's log comes by a pipe: what it said before this one stands there when this one does.
        var last = $"nobody_{Guid.NewGuid():N}";
        await using (var stranger = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(engine.AdminConnectionString) { Username = last, Password = "wrong" }.ConnectionString))
            await Assert.ThrowsAsync<PostgresException>(() => stranger.OpenAsync(Cancel));
        var log = "";
        while (!log.Contains(last, StringComparison.Ordinal))
            log = await LogAsync();

        Assert.DoesNotContain($"authentication failed for user \"{login.User}\"", log, StringComparison.Ordinal);

        async Task<string> LogAsync()
        {
            await Task.Yield();
            await using var file = new FileStream(server.Postgres.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(Cancel);
        }
    }
}
