using System.Net;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Vault;

/// <summary>The engine's keys at start and later, as .env says.</summary>
public sealed class KeysTests(EngineServer server)
{
    private const string First = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Second = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_registers_its_key()
    {
        await using var engine = await Engine.StartAsync(server);

        Assert.Equal("local active", await KeysAsync(engine));
        Assert.True(engine.Services.GetRequiredService<VaultKeys>().AreAtHand);
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("this is no base64")]
    public async Task A_malformed_key_closes_the_vault_and_health_says_which_until_it_is_put_right(string key)
    {
        await using var engine = await Engine.StartUnawaitedAsync(server, $"SECRET_ENCRYPTION_KEY={key}");

        var report = await HealthAsync(engine, "the vault is closed: SECRET_ENCRYPTION_KEY is not base64 of exactly 32 bytes");
        var fault = Assert.Throws<VaultException>(() => engine.Services.GetRequiredService<VaultKeys>().Ring);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, report.Status);
        Assert.DoesNotContain(key, report.Text, StringComparison.Ordinal);
        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.StartsWith("SECRET_ENCRYPTION_KEY is not base64", fault.Message, StringComparison.Ordinal);

        Write(engine, $"SECRET_ENCRYPTION_KEY={First}");
        await engine.HealthyAsync();
        Assert.Equal("local active", await KeysAsync(engine));
    }

    [Fact]
    public async Task A_wrong_key_closes_the_vault_before_anything_is_written_and_the_right_one_opens_it()
    {
        await using var former = await Engine.StartAsync(server);
        var database = ("ConnectionStrings:database", former.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["ConnectionStrings:database"]!);
        await using var engine = await Engine.StartUnawaitedAsync(server, $"SECRET_ENCRYPTION_KEY={Second}", database, ("ConnectionStrings:database_admin", former.AdminConnectionString));

        var report = await HealthAsync(engine, "Put the old key back in SECRET_ENCRYPTION_KEY");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, report.Status);
        Assert.Contains("SECRET_ENCRYPTION_KEY_PREVIOUS", report.Text, StringComparison.Ordinal);
        Assert.Equal("local active", await KeysAsync(former));

        Write(engine, $"SECRET_ENCRYPTION_KEY={First}");
        await engine.HealthyAsync();
        Assert.Equal("local active", await KeysAsync(former));
    }

    [Fact]
    public async Task A_key_that_is_replaced_by_a_wrong_one_while_the_engine_runs_leaves_it_working_and_says_so()
    {
        await using var engine = await Engine.StartAsync(server);
        var ring = engine.Services.GetRequiredService<VaultKeys>().Ring;

        Write(engine, $"SECRET_ENCRYPTION_KEY={Second}");
        var report = await HealthAsync(engine, "would not after a restart");

        Assert.Equal(HttpStatusCode.OK, report.Status);
        Assert.Same(ring, engine.Services.GetRequiredService<VaultKeys>().Ring);
        Assert.Equal("local active", await KeysAsync(engine));
    }

    private static void Write(Engine engine, string line) => File.AppendAllText(Path.Combine(engine.Folder, ".env"), $"\n{line}\n");

    private static async Task<(HttpStatusCode Status, string Text)> HealthAsync(Engine engine, string says)
    {
        using var client = engine.CreateAnonymousClient();
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            if (text.Contains(says, StringComparison.Ordinal))
                return (answer.StatusCode, text);
            await Task.Delay(50, Cancel);
        }
    }

    private static async Task<object?> KeysAsync(Engine engine)
    {
        await using var admin = new NpgsqlConnection(engine.AdminConnectionString);
        await admin.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT string_agg(kind || ' ' || state, ', ') FROM devflow.key_encryption_keys", admin);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
