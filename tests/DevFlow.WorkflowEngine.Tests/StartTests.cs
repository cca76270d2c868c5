using Npgsql;

namespace DevFlow.WorkflowEngine.Tests;

public sealed class StartTests(EngineServer server)
{
    [Fact]
    public async Task An_engine_brings_its_database_up_and_every_table_forces_row_level_security()
    {
        await using var engine = await Engine.StartAsync(server);

        await using var admin = new NpgsqlConnection(engine.AdminConnectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT string_agg(c.relname, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'devflow' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """, admin);

        Assert.Equal(DBNull.Value, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
