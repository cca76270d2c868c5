using DevFlow.ConnectEmulator;

namespace DevFlow.WorkflowEngine.Tests;

/// <summary>What goes wrong in the work beside the requests does not end the engine.</summary>
public sealed class EnduranceTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ambiguous_key_of_the_vault_closes_it_until_there_is_one()
    {
        const string Item = "{ title: Security, fields: { encryption_key: QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU= } }";
        await using var two = await ConnectAsync($"{Item}, {Item}");
        await using var one = await ConnectAsync(Item);
        await using var engine = await Engine.StartUnawaitedAsync(server, Env(two));

        var report = await EngineVault.HealthAsync(engine, "Secret 'SECRET_ENCRYPTION_KEY' is ambiguous");
        Assert.StartsWith("503 ", report, StringComparison.Ordinal);
        Assert.Contains("the vault is closed", report, StringComparison.Ordinal);

        EngineVault.Configure(engine, Env(one));
        await engine.HealthyAsync();
        Assert.Equal("local active 0", await EngineVault.KeysAsync(engine));
    }

    [Fact]
    public async Task An_audit_that_is_required_and_cannot_be_written_closes_what_needs_secrets_until_it_can()
    {
        var audit = "";
        await using var engine = await Engine.StartUnawaitedAsync(server, "DEVFLOW_AUDIT_REQUIRED=true", folder =>
        {
            // A file where the folder should be: nobody can write into that, the superuser neither.
            audit = Path.Combine(folder, "logs", "audit");
            Directory.CreateDirectory(Path.GetDirectoryName(audit)!);
            File.WriteAllText(audit, "");
        });

        var report = await EngineVault.HealthAsync(engine, "the database is not ready: Access to secret 'DATABASE_URL' is refused: it cannot be audited");
        Assert.StartsWith("503 ", report, StringComparison.Ordinal);
        Assert.Contains("DEVFLOW_AUDIT_REQUIRED", report, StringComparison.Ordinal);

        File.Delete(audit);
        await engine.HealthyAsync();
        Assert.Equal("local active 0", await EngineVault.KeysAsync(engine));
    }

    [Fact]
    public async Task Retention_of_so_many_days_that_there_is_no_such_date_ends_nothing()
    {
        await using var engine = await Engine.StartUnawaitedAsync(server, "VAULT_RETENTION_DAYS=1000000");
        using var said = new Overheard(engine);
        await engine.HealthyAsync();

        while (said.With("VAULT_RETENTION_DAYS").Count == 0)
            await Task.Delay(20, Token);

        Assert.Contains(said.With("VAULT_RETENTION_DAYS"), line => line.Contains("is not a whole number from 1 to 36500", StringComparison.Ordinal));
        await engine.HealthyAsync();
    }

    private static Task<ConnectEmulatorServer> ConnectAsync(string items) => ConnectEmulatorServer.StartAsync(
        new() { Token = "t0ken-of-the-tests", Quiet = true, VaultsYaml = $"vaults: [{{ name: DevFlow, items: [{items}] }}]" }, Token);

    private static string Env(ConnectEmulatorServer connect) => $"OP_CONNECT_URL={connect.Address}\nOP_CONNECT_TOKEN=t0ken-of-the-tests";
}
