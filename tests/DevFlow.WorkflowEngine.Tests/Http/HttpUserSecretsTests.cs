using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Tests.Http;

/// <summary>The vault by its API is the vault: the same contract, at a real engine.</summary>
public sealed class HttpUserSecretsTests(EngineServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_written_read_replaced_listed_and_deleted()
    {
        await using var engine = await Engine.StartAsync(server);
        using var http = await engine.CreateClientAsync("anna");
        var secrets = new HttpUserSecrets(http);
        const string Name = "github/token: Zürich @home";

        Assert.Null(await secrets.TryReadAsync(Name, version: null, Cancel));
        var first = await secrets.WriteAsync(Name, Value("one"), expiresAt: null, expectedVersion: 0, Cancel);
        var second = await secrets.WriteAsync(Name, Value("two \u0000 \"\\ 🔑"), new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), first.Version, Cancel);

        Assert.Equal((1, 2), (first.Version, second.Version));
        var read = await secrets.TryReadAsync(Name, version: null, Cancel);
        Assert.Equal(("two \u0000 \"\\ 🔑", 2, SecretSourceNames.Vault), (read!.Reveal(), read.Version, read.Source));
        Assert.Equal("one", (await secrets.TryReadAsync(Name, 1, Cancel))!.Reveal());
        Assert.Null(await secrets.TryReadAsync(Name, 3, Cancel));
        Assert.Equal([(Name, 2)], (await secrets.ListAsync(Cancel)).Select(secret => (secret.Name, secret.Version)));
        Assert.Equal([2, 1], (await secrets.VersionsAsync(Name, Cancel)).Select(version => version.Version));
        Assert.Equal(3, (await secrets.RestoreAsync(Name, 1, expectedVersion: 2, Cancel)).Version);
        Assert.Equal("one", (await secrets.TryReadAsync(Name, version: null, Cancel))!.Reveal());
        Assert.Equal([1, null, null], (await secrets.VersionsAsync(Name, Cancel)).Select(version => version.RestoredFrom));
        Assert.True(await secrets.DeleteAsync(Name, Cancel));
        Assert.False(await secrets.DeleteAsync(Name, Cancel));
        Assert.Empty(await secrets.VersionsAsync(Name, Cancel));
    }

    [Fact]
    public async Task What_the_vault_refuses_is_the_same_error_as_in_the_vault()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var nobody = engine.CreateAnonymousClient();
        var secrets = new HttpUserSecrets(anna);
        await secrets.WriteAsync("token", Value("one"), expiresAt: null, expectedVersion: null, Cancel);

        Assert.Equal(VaultError.Conflict, (await ErrorOf(() => secrets.WriteAsync("token", Value("two"), expiresAt: null, expectedVersion: 7, Cancel))).Error);
        Assert.Equal(VaultError.Invalid, (await ErrorOf(() => secrets.WriteAsync("big", Value(new string('x', VaultNames.MaxValueBytes + 1)), expiresAt: null, expectedVersion: null, Cancel))).Error);
        Assert.Equal(VaultError.Invalid, (await ErrorOf(() => secrets.TryReadAsync("../projects", version: null, Cancel))).Error);
        Assert.Equal(VaultError.NotFound, (await ErrorOf(() => secrets.RestoreAsync("token", 2, expectedVersion: null, Cancel))).Error);
        Assert.Equal(VaultError.Forbidden, (await ErrorOf(() => new HttpUserSecrets(nobody).ListAsync(Cancel))).Error);
    }

    [Fact]
    public async Task A_write_that_is_sent_again_is_one_write()
    {
        await using var engine = await Engine.StartAsync(server);
        using var http = await engine.CreateClientAsync("anna");
        var secrets = new HttpUserSecrets(http);
        await secrets.WriteAsync("token", Value("one"), expiresAt: null, expectedVersion: 0, Cancel);

        var again = await secrets.WriteAsync("token", Value("one"), expiresAt: null, expectedVersion: 0, Cancel);

        Assert.Equal(1, again.Version);
        Assert.Equal(1, (await secrets.WriteAsync("token", Value("one"), expiresAt: null, expectedVersion: null, Cancel)).Version);
        Assert.Equal(2, (await secrets.WriteAsync("token", Value("one"), TimeProvider.System.GetUtcNow(), expectedVersion: 1, Cancel)).Version);
        Assert.Equal(VaultError.Conflict, (await ErrorOf(() => secrets.WriteAsync("token", Value("one"), expiresAt: null, expectedVersion: 0, Cancel))).Error);
    }

    [Fact]
    public async Task One_mebibyte_goes_there_and_back()
    {
        await using var engine = await Engine.StartAsync(server);
        using var http = await engine.CreateClientAsync("anna");
        var secrets = new HttpUserSecrets(http);
        var large = new string('x', VaultNames.MaxValueBytes);

        await secrets.WriteAsync("large", Value(large), expiresAt: null, expectedVersion: null, Cancel);

        Assert.Equal(large, (await secrets.TryReadAsync("large", version: null, Cancel))!.Reveal());
    }

    internal static SecretValue Value(string text) => new(text, SecretSourceNames.Environment, TimeProvider.System.GetUtcNow());

    internal static Task<VaultException> ErrorOf(Func<Task> work) => Assert.ThrowsAsync<VaultException>(work);
}
