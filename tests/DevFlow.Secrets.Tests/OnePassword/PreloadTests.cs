using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

public sealed class PreloadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_catalog_costs_one_listing_a_vault_and_one_read_an_item(bool inMemory)
    {
        var yaml = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "emulators", "DevFlow.ConnectEmulator", "vaults.sample.yaml"), Cancel);
        await using var connect = await EmulatedConnect.StartAsync(yaml);
        connect.Folder.Environment["OP_CONNECT_TOKEN"] = "devflow-local-token";
        connect.Folder.CopyCatalog();
        var workspace = connect.Open(inMemory ? SecretCaching.InMemory : SecretCaching.OneRun);

        await workspace.Resolver.PreloadAsync(workspace.Catalog, Cancel);
        var calls = connect.Server.Requests.All.ToList();
        Assert.Equal(["/v1/vaults", "/items"], calls.Take(2).Select(c => c.Path.EndsWith("/items", StringComparison.Ordinal) ? "/items" : c.Path));
        Assert.Equal(2 + 8, calls.Count);

        // Two are there only while a key is replaced, or where there is an HSM.
        foreach (var entry in workspace.Catalog.Entries.Where(entry => entry.Key is not ("SECRET_ENCRYPTION_KEY_PREVIOUS" or "VAULT_PKCS11_PIN")))
            Assert.Equal("1password", (await workspace.Resolver.GetAsync(entry.Key, cancellationToken: Cancel)).Source);
        Assert.Equal(calls.Count, connect.Server.Requests.Count);
    }

    [Fact]
    public async Task What_lines_of_dotenv_refer_to_is_fetched_too()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.CopyCatalog();
        connect.Folder.Write(".env", "DEVFLOW_API_KEY=op://DevFlow/AOSentry/api_key\n");
        var workspace = connect.Open();

        await workspace.Resolver.PreloadAsync(workspace.Catalog, Cancel);
        connect.Server.Requests.Clear();

        Assert.Equal("c4n4ry-first-value", (await workspace.Resolver.GetAsync("DEVFLOW_API_KEY", SecretReference.Parse("op://DevFlow/AOSentry/api_key"), Cancel)).Reveal());
        Assert.Equal(0, connect.Server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_away_does_not_make_it_fail()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.CopyCatalog();
        await connect.Server.StopAsync(Cancel);
        var workspace = connect.Open();

        await workspace.Resolver.PreloadAsync(workspace.Catalog, Cancel);

        Assert.Equal(SecretState.Unavailable, (await workspace.Resolver.ExplainAsync("AOSENTRY_API_KEY", cancellationToken: Cancel)).State);
    }

    [Fact]
    public async Task A_server_that_kept_one_run_waiting_in_vain_is_not_asked_again_for_each_secret()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.CopyCatalog();
        connect.Server.Faults.Add(new() { Kind = FaultKind.Latency, Milliseconds = 600_000 });
        var workspace = connect.Open(SecretCaching.OneRun, attempt: TimeSpan.FromMilliseconds(20));
        await workspace.Resolver.PreloadAsync(workspace.Catalog, Cancel);
        var calls = connect.Server.Requests.Count;

        foreach (var entry in workspace.Catalog.Entries)
            Assert.Equal(SecretState.Unavailable, (await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: Cancel)).State);

        Assert.Equal(calls, connect.Server.Requests.Count);
    }
}
