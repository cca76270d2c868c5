using System.Net;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class DatabaseAwayTests(EngineServer shared)
{
    private const string Code = "one-time-code-0123456789012345678901234567_";

    [Fact]
    public async Task While_the_database_is_away_nobody_is_called_wrong()
    {
        var server = new EngineServer();
        await server.InitializeAsync();
        await using var engine = await Engine.StartAsync(server, "", ("SIGN_IN_CODE", Code), ("ConnectionStrings:service_key_mcp_gateway", AccessEngine.GatewayKey));
        using var anna = await engine.CreateClientAsync("anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" })).Text("key");
        using var browser = new Browser(engine.Address);
        using var program = engine.CreateAnonymousClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await program.GetJsonAsync("/api/v1/secrets");

        await server.DisposeAsync();

        await program.GetJsonAsync("/api/v1/secrets", HttpStatusCode.ServiceUnavailable);
        await program.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key }, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.SignInAsync(new { grant = "code", code = Code })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(new { grant = "code", code = "wrong" })).Status);
        await anna.GetJsonAsync("/api/v1/me/api-keys", HttpStatusCode.ServiceUnavailable);

        // Whose token says it all needs no database: where secrets come from is worth knowing now above all.
        await anna.GetJsonAsync("/api/v1/secrets");
        await program.PostJsonAsync("/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = AccessEngine.GatewayKey });
    }

    [Fact]
    public async Task A_database_that_answers_with_a_fault_of_its_own_calls_nobody_wrong_either()
    {
        await using var engine = await Engine.StartAsync(shared);
        using var program = engine.CreateAnonymousClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", $"dfk_{new string('A', 43)}");
        await program.GetJsonAsync("/api/v1/secrets", HttpStatusCode.Unauthorized);
        await using var admin = NpgsqlDataSource.Create(engine.AdminConnectionString);
        await using var spoil = admin.CreateCommand("ALTER TABLE devflow.api_keys RENAME TO keys_of_api");
        await spoil.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await program.GetJsonAsync("/api/v1/secrets", HttpStatusCode.ServiceUnavailable);
    }
}
