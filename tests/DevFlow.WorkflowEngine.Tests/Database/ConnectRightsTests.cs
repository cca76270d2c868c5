using DevFlow.WorkflowEngine.Database;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Database;

public sealed class ConnectRightsTests(EngineServer server)
{
    [Fact]
    public async Task The_login_of_another_database_on_the_server_does_not_get_in()
    {
        await using var engine = await Engine.StartAsync(server);
        await using var other = await Engine.StartAsync(server);
        var login = DatabaseLogin.Of(other.Configuration["ConnectionStrings:database"]!);

        Assert.Null(await ConnectAsync(login, login.Database));
        var refused = await ConnectAsync(login, new NpgsqlConnectionStringBuilder(engine.AdminConnectionString).Database!);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused);
        await engine.HealthyAsync();
    }

    private static async Task<string?> ConnectAsync(DatabaseLogin login, string database)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                $"Host={login.Host};Port={login.Port};Username={login.User};Password={login.Password};Database={database};Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
