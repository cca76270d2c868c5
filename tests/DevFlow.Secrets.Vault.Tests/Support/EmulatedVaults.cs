using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>A Connect server with vaults of the platform, of two projects and of two people.</summary>
internal sealed class EmulatedVaults : IAsyncDisposable
{
    public const string Token = "c4n4ry-token-of-the-tests";

    private const string Yaml = $$"""
        tokens:
          - { name: tests, token: {{Token}}, vaults: { "*": rw } }
        vaults:
          - name: DevFlow
            items: [{ title: AOSentry, fields: { api_key: platform-value-0123 } }]
          - name: Shop
            id: shopshopshopshopshopshopsh
            items:
              - title: production
                fields: { STRIPE_API_KEY: shop-stripe-value, EMPTY: "" }
              - title: Shared
                fields: { password: shop-shared-value }
          - name: Blog
            items:
              - title: production
                fields: { STRIPE_API_KEY: blog-stripe-value, BLOG_ONLY: blog-only-value }
          - { name: Anna }
          - { name: Bert }
          - { name: Prod }
          - { name: Hidden }
          - { name: Twin, id: twintwintwintwintwintwint1 }
          - { name: Twin, id: twintwintwintwintwintwint2 }
        """;

    private readonly ConnectClient _client;

    private EmulatedVaults(ConnectEmulatorServer server)
    {
        Server = server;
        _client = new(new() { Endpoints = [server.Address], Token = () => Token });
    }

    public ConnectEmulatorServer Server { get; }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["OP_CONNECT_URL"] = Server.Address.ToString(),
        ["OP_CONNECT_TOKEN"] = Token,
    };

    public static async Task<EmulatedVaults> StartAsync() =>
        new(await ConnectEmulatorServer.StartAsync(new() { VaultsYaml = Yaml, Quiet = true }, TestContext.Current.CancellationToken));

    /// <summary>The items of a vault and their values, as <c>title=value</c>.</summary>
    public async Task<IReadOnlyList<string>> ItemsAsync(string vault)
    {
        var id = await IdAsync(vault);
        var texts = new List<string>();
        foreach (var item in await _client.ListItemsAsync(id, TestContext.Current.CancellationToken))
        {
            var whole = await _client.GetItemAsync(id, item.Id, TestContext.Current.CancellationToken);
            texts.Add($"{whole.Title}={whole.Fields.First(field => field.Label == "value").Value!.Reveal()}");
        }

        texts.Sort(StringComparer.Ordinal);
        return texts;
    }

    public async Task AddItemAsync(string vault, string title, string value) => await _client.CreateItemAsync(
        new() { Title = title, Vault = new(await IdAsync(vault)), Category = "API_CREDENTIAL", Fields = [new() { Label = "value", Type = "CONCEALED", Value = new(value) }] },
        TestContext.Current.CancellationToken);

    /// <summary>Takes the tags off every item of a vault, as its owner can.</summary>
    public async Task UntagAsync(string vault)
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        var id = await IdAsync(vault);
        foreach (var item in await _client.ListItemsAsync(id, TestContext.Current.CancellationToken))
        {
            var path = $"v1/vaults/{id}/items/{item.Id}";
            var json = (await http.GetFromJsonAsync<JsonObject>(path, TestContext.Current.CancellationToken))!;
            json["tags"] = new JsonArray();
            (await http.PutAsJsonAsync(path, json, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<string> IdAsync(string vault) => (await _client.FindVaultsAsync(vault, TestContext.Current.CancellationToken)).Single().Id;
}
