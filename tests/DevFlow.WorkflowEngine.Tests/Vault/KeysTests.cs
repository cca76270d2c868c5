using System.Net;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Vault;

/// <summary>The engine's keys at start and later, as .env says.</summary>
public sealed class KeysTests(EngineServer server)
{
    private const string Another = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";
    private const string Former = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Fact]
    public async Task An_engine_registers_its_key_and_opens_what_it_seals()
    {
        await using var engine = await Engine.StartAsync(server);

        Assert.Equal("local active", await KeyAsync(engine));
        Assert.True(engine.Services.GetRequiredService<VaultKeys>().AreAtHand);
    }

    [Theory]
    [InlineData("c2hvcnQ=", "SECRET_ENCRYPTION_KEY is not base64 of exactly 32 bytes")]
    [InlineData("this is no base64", "SECRET_ENCRYPTION_KEY is not base64 of exactly 32 bytes")]
    [InlineData(Another, "Put the old key back in SECRET_ENCRYPTION_KEY")]
    public async Task A_key_that_is_no_good_closes_the_vault_and_says_why_until_it_is_put_right(string key, string problem)
    {
        await using var engine = Engine.Prepare(server, $"SECRET_ENCRYPTION_KEY={key}");
        await engine.CreateDatabaseAsync();
        await using (var first = await engine.WithEnv("").RestartAsync())
            Assert.Equal("local active", await KeyAsync(first));
    }

    private static async Task<object?> KeyAsync(Engine engine)
    {
        await using var admin = new NpgsqlConnection(engine.AdminConnectionString);
        await admin.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT string_agg(kind || ' ' || state, ', ') FROM devflow.key_encryption_keys", admin);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
