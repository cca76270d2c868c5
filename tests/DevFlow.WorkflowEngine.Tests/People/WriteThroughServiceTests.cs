using System.Net;
using DevFlow.ConnectEmulator;

namespace DevFlow.WorkflowEngine.Tests.People;

public sealed class WriteThroughServiceTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_that_is_written_through_the_API_arrives_in_the_vault_that_was_set_aside()
    {
        await using var connect = await ConnectEmulatorServer.StartAsync(
            new() { VaultsYaml = "tokens: [{ name: tests, token: t0ken-of-the-tests, vaults: { \"*\": rw } }]\nvaults: [{ name: Anna }]", Quiet = true }, Token);
        await using var engine = await Engine.StartAsync(server, $"OP_CONNECT_URL={connect.Address}\nOP_CONNECT_TOKEN=t0ken-of-the-tests");
        using var anna = await engine.CreateClientAsync("anna");
        using var chief = await engine.CreateClientAsync("chief", isAdmin: true);
        var id = ((string?)(await anna.ReadAsync("/api/v1/me")).Body!["principal"])!["user:".Length..];
        await anna.WriteAsync("/api/v1/me/secrets/token", new { value = "some-value" });

        Assert.Equal(HttpStatusCode.NoContent, (await chief.WriteAsync($"/api/v1/users/{id}/vault", new { vault = "Anna" })).Status);

        while ((bool?)(await anna.ReadAsync("/api/v1/me/secrets")).Body![0]!["isCopied"] is not true)
            await Task.Delay(50, Token);
        Assert.NotNull(connect.FindItem("Anna", "token"));
        await anna.DropAsync("/api/v1/me/secrets/token");
        while (connect.FindItem("Anna", "token") is not null)
            await Task.Delay(50, Token);
    }
}
