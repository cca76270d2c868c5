using DevFlow.WorkflowEngine.Database;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Database;

public sealed class ReplacedLoginTests(EngineServer server)
{
    [Fact]
    public async Task A_login_that_a_rotation_has_closed_is_not_opened_again_by_a_URL_of_before()
    {
        var name = $"replaced_{Guid.NewGuid():N}";
        await using var admin = new NpgsqlConnection($"{server.Postgres.AdminConnectionString};Pooling=false");
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(admin, $"CREATE ROLE {name} NOLOGIN; COMMENT ON ROLE {name} IS 'devflow: takes turns with {name}_b'");
        var login = DatabaseLogin.Of($"postgresql://{name}:canary-of-before@localhost:{server.Postgres.Port}/postgres");

        var refused = await Assert.ThrowsAsync<DatabaseSetupException>(() => ApplicationLogin.EnsureAsync(admin, login, TestContext.Current.CancellationToken));

        Assert.StartsWith($"DATABASE_URL names '{name}', which a rotation has replaced and closed.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
        await using var closed = new NpgsqlCommand($"SELECT NOT rolcanlogin FROM pg_roles WHERE rolname = '{name}'", admin);
        Assert.Equal(true, await closed.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
