using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Vault;

/// <summary>The engine's keys at start and later, as .env says.</summary>
public sealed class KeysTests(EngineServer server)
{
    private const string First = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Second = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";

    [Fact]
    public async Task An_engine_registers_its_key()
    {
        await using var engine = await Engine.StartAsync(server);

        Assert.Equal("local active 0", await EngineVault.KeysAsync(engine));
        Assert.True(engine.Services.GetRequiredService<VaultKeys>().AreAtHand);
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("this is no base64")]
    public async Task A_malformed_key_closes_the_vault_and_health_says_which_until_it_is_put_right(string key)
    {
        await using var engine = await Engine.StartUnawaitedAsync(server, $"SECRET_ENCRYPTION_KEY={key}");

        var report = await EngineVault.HealthAsync(engine, "the vault is closed: SECRET_ENCRYPTION_KEY is not base64 of exactly 32 bytes");
        var fault = Assert.Throws<VaultException>(() => engine.Services.GetRequiredService<VaultKeys>().Ring);

        Assert.StartsWith("503 ", report, StringComparison.Ordinal);
        Assert.DoesNotContain(key, report, StringComparison.Ordinal);
        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.StartsWith("SECRET_ENCRYPTION_KEY is not base64", fault.Message, StringComparison.Ordinal);

        EngineVault.Configure(engine, $"SECRET_ENCRYPTION_KEY={First}");
        await engine.HealthyAsync();
        Assert.Equal("local active 0", await EngineVault.KeysAsync(engine));
    }

    [Fact]
    public async Task A_wrong_key_closes_the_vault_before_anything_is_written_and_the_right_one_opens_it()
    {
        await using var former = await Engine.StartAsync(server);
        var database = ("ConnectionStrings:database", former.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["ConnectionStrings:database"]!);
        await using var engine = await Engine.StartUnawaitedAsync(server, $"SECRET_ENCRYPTION_KEY={Second}", database, ("ConnectionStrings:database_admin", former.AdminConnectionString));

        var report = await EngineVault.HealthAsync(engine, "Put the old key back in SECRET_ENCRYPTION_KEY");
        Assert.StartsWith("503 ", report, StringComparison.Ordinal);
        Assert.Contains("SECRET_ENCRYPTION_KEY_PREVIOUS", report, StringComparison.Ordinal);
        Assert.Equal("local active 0", await EngineVault.KeysAsync(former));

        EngineVault.Configure(engine, $"SECRET_ENCRYPTION_KEY={First}");
        await engine.HealthyAsync();
        Assert.Equal("local active 0", await EngineVault.KeysAsync(former));
    }

    [Fact]
    public async Task A_key_that_is_replaced_by_a_wrong_one_while_the_engine_runs_leaves_it_working_and_says_so()
    {
        await using var engine = await Engine.StartAsync(server);
        var ring = engine.Services.GetRequiredService<VaultKeys>().Ring;

        EngineVault.Configure(engine, $"SECRET_ENCRYPTION_KEY={Second}");
        var report = await EngineVault.HealthAsync(engine, "would not after a restart");

        Assert.StartsWith("200 ", report, StringComparison.Ordinal);
        Assert.Same(ring, engine.Services.GetRequiredService<VaultKeys>().Ring);
        Assert.Equal("local active 0", await EngineVault.KeysAsync(engine));
    }
}
