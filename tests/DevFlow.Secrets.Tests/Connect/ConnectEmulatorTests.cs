using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>Client and reader against the stand-in for Connect, which was written from the API's description by itself.</summary>
public sealed class ConnectEmulatorTests : IAsyncLifetime
{
    private const string Vaults =
        """
        tokens:
          - { name: all, token: good-token, vaults: { DevFlow: rw } }
          - { name: narrow, token: narrow-token, vaults: { Other: r } }
        vaults:
          - name: DevFlow
            items:
              - title: "a & b # \"c\""
                fields: { key: { value: odd, type: CONCEALED } }
              - title: "x + y & z"
                fields: { key: { value: plus, type: CONCEALED } }
              - title: Twin
                id: twintwintwintwintwintwin01
                fields: { key: one }
              - title: Twin
                id: twintwintwintwintwintwin02
                fields: { key: two }
              - title: Login
                category: LOGIN
                fields:
                  username: me
                  password: { value: pw, type: CONCEALED }
                  code: { value: JBSWY3DPEHPK3PXP, type: OTP }
                  region: { value: eu, section: Hosting }
                files:
                  - { name: ca.pem, content: "-----BEGIN CERTIFICATE-----" }
          - name: Other
            items: []
        """;

    private readonly KeptAnswers _cache = new();
    private ConnectEmulatorServer _server = null!;
    private ConnectClient _client = null!;
    private string _token = "good-token";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ConnectEmulatorServer.StartAsync(new ConnectEmulatorOptions { VaultsYaml = Vaults, Quiet = true }, Cancel);
        _client = Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("op://DevFlow/a %26 b %23 %22c%22/key", "^odd$")]
    [InlineData("op://devflow/X %2B y %26 z/KEY", "^plus$")]
    [InlineData("op://DevFlow/twintwintwintwintwintwin02/key", "^two$")]
    [InlineData("op://DevFlow/Login/Hosting/region", "^eu$")]
    [InlineData("op://DevFlow/Login/region", "^eu$")]
    [InlineData("op://DevFlow/Login/password?attribute=purpose", "^password$")]
    [InlineData("op://DevFlow/Login/code?attribute=otp", "^[0-9]{6}$")]
    [InlineData("op://DevFlow/Login/ca.pem", "^-----BEGIN CERTIFICATE-----$")]
    public async Task A_reference_gives(string reference, string expected) => Assert.Matches(expected, await ReadAsync(reference));

    [Theory]
    [InlineData("op://DevFlow/Twin/key", ConnectErrorKind.Ambiguous)]
    [InlineData("op://DevFlow/Nope/key", ConnectErrorKind.NotFound)]
    [InlineData("op://DevFlow/aaaaaaaaaaaaaaaaaaaaaaaaaa/key", ConnectErrorKind.NotFound)]
    [InlineData("op://aaaaaaaaaaaaaaaaaaaaaaaaaa/Login/key", ConnectErrorKind.NotFound)]
    [InlineData("op://Other/Login/key", ConnectErrorKind.NotFound)]
    [InlineData("op://DevFlow/Login/nope", ConnectErrorKind.NotFound)]
    public async Task A_reference_misses(string reference, ConnectErrorKind kind) =>
        Assert.Equal(kind, (await Assert.ThrowsAsync<ConnectException>(() => ReadAsync(reference))).Kind);

    [Fact]
    public async Task A_field_is_changed_and_made_up_on_the_version_that_was_read()
    {
        var login = await LoginAsync();
        var password = login.Fields.Single(field => field.Label == "password");

        var patched = await _client.PatchFieldAsync(login, password.Id, new ConnectSecret("new \"pw\""), cancellationToken: Cancel);
        var conflict = await Assert.ThrowsAsync<ConnectConflictException>(
            () => _client.PatchFieldAsync(login, password.Id, new ConnectSecret("x"), cancellationToken: Cancel));
        var recipe = new ConnectRecipe { Length = 40, CharacterSets = ["DIGITS"], ExcludeCharacters = "0" };
        var generated = await _client.GenerateFieldAsync(patched, password.Id, recipe, cancellationToken: Cancel);

        Assert.Equal("new \"pw\"", ValueOf(patched, "password"));
        Assert.Equal((login.Version, patched.Version), (conflict.Expected, conflict.Actual));
        Assert.Matches("^[1-9]{40}$", ValueOf(generated, "password"));
        Assert.Equal(("PASSWORD", login.Version + 2), (generated.Fields.Single(field => field.Label == "password").Purpose, generated.Version));
    }

    [Fact]
    public async Task An_item_is_created_renamed_and_deleted()
    {
        var vault = Assert.Single(await _client.FindVaultsAsync("DevFlow", Cancel)).Id;
        var created = await _client.CreateItemAsync(
            new ConnectItem
            {
                Title = "New",
                Category = "API_CREDENTIAL",
                Vault = new ConnectItemVault(vault),
                Sections = [new ConnectSection { Id = "s", Label = "S" }],
                Fields = [new ConnectField { Label = "k", Value = new ConnectSecret("v"), Section = new ConnectSection { Id = "s" } }],
            },
            Cancel);
        Assert.Equal("v", await ReadAsync("op://DevFlow/New/S/k"));

        var renamed = await _client.PatchItemAsync(
            vault, created.Id,
            [
                ConnectPatchOperation.Replace("/title", "Newer"),
                ConnectPatchOperation.AddField(new ConnectField { Label = "l", Value = new ConnectSecret("w") }),
            ],
            created.Version, Cancel);
        _cache.Forget(ConnectCacheKey.Item(vault, created.Id));
        var gone = await Assert.ThrowsAsync<ConnectException>(() => ReadAsync("op://DevFlow/New/S/k"));

        Assert.Equal(("Newer", "w"), (renamed.Title, ValueOf(renamed, "l")));
        Assert.Equal(ConnectErrorKind.NotFound, gone.Kind);
        await _client.DeleteItemAsync(vault, created.Id, renamed.Version, Cancel);
        Assert.Equal(404, (await Assert.ThrowsAsync<ConnectException>(() => _client.GetItemAsync(vault, created.Id, Cancel))).Status);
    }

    [Fact]
    public async Task A_narrow_token_and_a_wrong_one_are_denied()
    {
        var login = await LoginAsync();

        _token = "narrow-token";
        var narrow = await Assert.ThrowsAsync<ConnectException>(() => _client.GetItemAsync(login.Vault.Id, login.Id, Cancel));
        _token = "c4n4ry";
        var wrong = await Assert.ThrowsAsync<ConnectException>(() => _client.ListVaultsAsync(Cancel));

        Assert.Equal((ConnectErrorKind.Denied, 403), (narrow.Kind, narrow.Status));
        Assert.Equal((ConnectErrorKind.Denied, 401), (wrong.Kind, wrong.Status));
        Assert.DoesNotContain("c4n4ry", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.Unauthorized)]
    [InlineData(FaultKind.Forbidden)]
    public async Task A_fault_that_passes_is_not_seen(FaultKind kind)
    {
        _server.Faults.Add(new FaultRule { Kind = kind, Status = kind is FaultKind.Status ? 500 : null, Times = 1 });

        Assert.Equal("plus", await ReadAsync("op://DevFlow/x %2B y %26 z/key"));
        Assert.True(_server.Requests.Count >= 4, "the fault did not strike");
    }

    [Fact]
    public async Task Connect_goes_and_comes_back()
    {
        await ReadAsync("op://DevFlow/Login/password");
        var login = await LoginAsync();
        await _server.StopAsync(Cancel);
        var away = await Assert.ThrowsAsync<ConnectException>(() => _client.GetItemAsync(login.Vault.Id, login.Id, Cancel));
        var health = Assert.Single(await _client.HealthAsync(Cancel));

        await _server.RestartAsync(Cancel);
        using var client = Client();

        Assert.Equal((ConnectErrorKind.Unavailable, false), (away.Kind, health.Alive));
        Assert.True(Assert.Single(await client.HealthAsync(Cancel)).Ready);
        Assert.Equal("pw", ValueOf(await client.GetItemAsync(login.Vault.Id, login.Id, Cancel), "password"));
    }

    [Fact]
    public async Task A_preload_asks_once_for_each_vault_and_item()
    {
        string[] references = ["op://DevFlow/Login/username", "op://DevFlow/login/password", "op://devflow/x %2B y %26 z/key", "op://DevFlow/Twin/key"];

        await new OnePasswordReader(_client, _cache).PreloadAsync(references.Select(SecretReference.Parse), Cancel);

        Assert.Equal(4, _server.Requests.Count);
        Assert.Equal("me", await ReadAsync("op://DevFlow/Login/username"));
        Assert.Equal(4, _server.Requests.Count);
    }

    private static string ValueOf(ConnectItem item, string label) => item.Fields.Single(field => field.Label == label).Value!.Reveal();

    private ConnectClient Client() => new(new ConnectOptions
    {
        Endpoints = [new Uri(_server.Address, "v1")],
        Token = () => _token,
        RetryDelay = TimeSpan.FromMilliseconds(5),
        DeniedRecheckDelay = TimeSpan.FromMilliseconds(5),
    });

    private async Task<ConnectItem> LoginAsync()
    {
        var vault = Assert.Single(await _client.FindVaultsAsync("DevFlow", Cancel)).Id;
        return await _client.GetItemAsync(vault, Assert.Single(await _client.FindItemsAsync(vault, "Login", Cancel)).Id, Cancel);
    }

    private async Task<string> ReadAsync(string reference) =>
        (await new OnePasswordReader(_client, _cache).ReadAsync(SecretReference.Parse(reference), Cancel)).Value;
}
