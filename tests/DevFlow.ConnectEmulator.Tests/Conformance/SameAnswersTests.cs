using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevFlow.Secrets;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>1Password's own client and DevFlow's get the same answers from the same server.</summary>
[Collection(JavaScriptCollection.Name)]
public sealed class SameAnswersTests(JavaScriptClient client)
{
    private const string Vault = "vaultvaultvaultvaultvaultv";
    private const string Item = "itemitemitemitemitemitemit";

    private const string Yaml = $$"""
        tokens: [{ name: tests, token: token-of-the-tests, vaults: { DevFlow: r, Twins: r } }]
        vaults:
          - name: DevFlow
            id: {{Vault}}
            items:
              - { title: AOSentry, id: {{Item}}, category: API_CREDENTIAL, fields: { api_key: one-value, empty: } }
              - { title: Two words, category: LOGIN, fields: { password: "with ümlaut and \"quotes\"" } }
              - { title: "R & D #1", category: LOGIN, fields: { password: another-value } }
              - { title: 'Say "hi"', category: LOGIN, fields: { password: a-third-value } }
              - { title: Twin, category: LOGIN, fields: { password: one } }
              - { title: Twin, category: LOGIN, fields: { password: two } }
          - { name: Twins }
          - { name: Twins }
          - { name: Hidden, items: [{ title: Elsewhere, category: LOGIN, fields: { password: hidden } }] }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string?> References => new()
    {
        { "DevFlow", "AOSentry", "api_key", "one-value" },
        { Vault, Item, "api_key", "one-value" },
        { Vault, "AOSentry", "api_key", "one-value" },
        { "DevFlow", "Two words", "password", "with ümlaut and \"quotes\"" },
        { "DevFlow", "AOSentry", "none", null },
        { "DevFlow", "AOSentry", "empty", null },
        { "DevFlow", "Nobody", "password", null },
        { "DevFlow", "Twin", "password", null },
        { "Twins", "Anything", "password", null },
        { "Nowhere", "Anything", "password", null },
        { "Hidden", "Elsewhere", "password", null },
    };

    [Fact]
    public async Task Both_give_the_same_value_or_none()
    {
        var references = References.Select(row => row.Data).ToList();
        await using var caller = await Caller.StartAsync(Yaml);

        var official = await OfficialAsync(caller.Server, [.. references.Select(r => (r.Item1, r.Item2, r.Item3))]);

        foreach (var (vault, item, field, expected) in references)
        {
            var theirs = (string)official[$"{vault}/{item}/{field}"]!;
            var ours = await OursAsync(caller.Server, vault, item, field);
            Assert.Equal(expected is null ? null : Hash(expected), ours);
            Assert.Equal(ours, theirs is "nothing" or "fails" ? null : theirs);
        }
    }

    // It puts titles into the filter as they are; DevFlow escapes them, or looks through the list where no filter can hold them.
    [Theory]
    [InlineData("R & D #1", "another-value")]
    [InlineData("Say \"hi\"", "a-third-value")]
    public async Task Where_the_official_client_stumbles_over_a_title_ours_does_not(string title, string value)
    {
        await using var caller = await Caller.StartAsync(Yaml);

        var official = await OfficialAsync(caller.Server, [("DevFlow", title, "password")]);

        Assert.Equal("fails", (string?)official[$"DevFlow/{title}/password"]);
        Assert.Equal(Hash(value), await OursAsync(caller.Server, "DevFlow", title, "password"));
    }

    private Task<JsonObject> OfficialAsync(ConnectEmulatorServer server, (string Vault, string Item, string Field)[] references)
    {
        var input = JsonSerializer.Serialize(new
        {
            token = "token-of-the-tests",
            references = references.Select(r => new { vault = r.Vault, item = r.Item, field = r.Field }),
        });
        return client.RunAsync("resolve.mjs", server.Address, input);
    }

    private static async Task<string?> OursAsync(ConnectEmulatorServer server, string vault, string item, string field)
    {
        using var folder = new TestFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OP_CONNECT_URL"] = server.Address.ToString(),
            ["OP_CONNECT_TOKEN"] = "token-of-the-tests",
        };
        await using var workspace = SecretsWorkspace.Open(new() { Root = folder["."], Environment = environment.GetValueOrDefault });
        var reference = SecretReference.Parse($"op://{Uri.EscapeDataString(vault)}/{Uri.EscapeDataString(item)}/{Uri.EscapeDataString(field)}");
        try
        {
            var value = await workspace.Resolver.TryGetAsync("KEY", reference, Cancel);
            return value is null ? null : Hash(value.Reveal());
        }
        catch (SecretAmbiguousException)
        {
            return null;
        }
    }

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
