using System.Text;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Marked values go in by the vault file and by the API; the console and the controls are searched for them.</summary>
public sealed class CanaryTests : IDisposable
{
    // Each value holds this word, so that a piece of one is found too.
    private const string Mark = "canary";

    private const string Yaml = """
        tokens: [{ name: full, token: canary-token-1, vaults: { "*": rw } }]
        vaults:
          - name: V
            id: devflowdevflowdevflowdevfl
            items:
              - title: I
                id: loginloginloginloginloginl
                fields: { key: canary-value-2, code: { type: OTP, value: "canary-no-base32-3" } }
                files: [{ name: f, content: canary-content-4 }]
        """;

    private const string Items = "/v1/vaults/devflowdevflowdevflowdevfl/items";
    private const string Item = $"{Items}/loginloginloginloginloginl";

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task No_value_and_no_token_reaches_the_console_or_a_control()
    {
        var (process, address) = await EmulatorProcess.StartAsync(
            [], "--vaults", _folder.Write("v.yaml", Yaml), "--data", _folder["data/d.json"], "--urls", "http://127.0.0.1:0");
        await using var running = process;
        using var client = new HttpClient { BaseAddress = address };

        await SendAllAsync(client, "canary-token-1");
        await SendAllAsync(client, "canary-unknown-5");
        await SendAsync(client, "POST", "/emulator/tokens", """{"token": "canary-late-6", "name": "late", "vaults": {"V": "r"}}""", token: null);
        await SendAsync(client, "GET", Items, body: null, "canary-late-6");
        // The data file cannot be written from here on: that is said, and not what was to be written.
        Directory.Delete(_folder["data"], recursive: true);
        await File.WriteAllTextAsync(_folder["data"], "in the way", TestContext.Current.CancellationToken);
        var failed = await SendAsync(client, "PATCH", Item, """[{"op": "replace", "path": "/title", "value": "canary-title-7"}]""", "canary-token-1");

        Assert.Contains("Something went wrong", failed, StringComparison.Ordinal);
        foreach (var control in (string[])["/emulator/faults", "/emulator/requests", "/metrics", "/health", "/v1/activity?limit=1000"])
            AssertSilent(control, await SendAsync(client, "GET", control, body: null, control.StartsWith("/v1", StringComparison.Ordinal) ? "canary-token-1" : null));
        Assert.Equal(0, await process.StopAsync());
        Assert.Contains("the data file cannot be written", process.Output, StringComparison.Ordinal);
        AssertSilent("the console", process.Output);
    }

    [Theory]
    [InlineData("vaults: [canary-1")]
    [InlineData("canary-1: canary-2")]
    [InlineData("canary-1")]
    [InlineData("tokens: [{ token: canary-1, token: canary-2 }]")]
    [InlineData("tokens: [{ token: canary-1, vaults: { canary-2: canary-3 }, expires: canary-4, revoked: canary-5 }]")]
    [InlineData("vaults: [{ name: V, items: [{ title: I, category: canary-1, fields: { a: { type: canary-2, value: canary-3, canary-4: x }, b: { type: DATE, value: canary-5 } } }] }]")]
    [InlineData("vaults: [{ name: V, items: [{ title: I, fields: { a: *canary } }] }]")]
    [InlineData("vaults: [{ name: V, items: [{ title: I, fields: { a: \"canary\\q\" } }] }]")]
    [InlineData("vaults: [{ name: V, items: [{ title: I, files: [{ name: f, base64: canary-1 }] }] }]")]
    public void A_faulty_vault_file_is_not_quoted(string yaml)
    {
        var error = Assert.Throws<ConnectEmulatorException>(() => VaultFile.Read(yaml, "v.yaml", DateTimeOffset.UnixEpoch));

        Assert.Null(error.InnerException);
        AssertSilent("the error", error.Message);
    }

    [Theory]
    [InlineData("x canary-value x")]
    [InlineData("eCBjYW5hcnktdmFsdWUgeA==")]
    [InlineData("MWNhbmFyeS12YWx1ZQ==")]
    [InlineData("MTJjYW5hcnktdmFsdWU=")]
    public void The_search_would_find_a_value_that_leaks(string text) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSilent("a test", text));

    public void Dispose() => _folder.Dispose();

    // What is well-formed, what is not, and what is refused for its value.
    private static async Task SendAllAsync(HttpClient client, string token)
    {
        const string Start = """{"vault": {"id": "devflowdevflowdevflowdevfl"}, "category": "LOGIN", "title": "canary-title", "fields": """;
        await SendAsync(client, "GET", $"{Items}?filter=title+eq+%22canary-title%22&canary-parameter=1", body: null, token);
        await SendAsync(client, "GET", Item, body: null, token);
        await SendAsync(client, "POST", Items, $$"""{{Start}} [{"label": "k", "value": "canary-new-value"}]}""", token);
        foreach (var (method, path, body) in new (string, string, string)[]
        {
            ("POST", Items, $$"""{{Start}} [{"type": "DATE", "value": "canary-no-date"}]}"""),
            ("POST", Items, $$"""{{Start}} [{"type": "canary-type"}]}"""),
            ("POST", Items, """{"canary-broken": "canary"""),
            ("PUT", Item, """{"vault": {"id": "canary-vault"}, "category": "canary-category"}"""),
            ("PATCH", Item, """[{"op": "canary-op", "path": "/title", "value": "canary-value"}]"""),
            ("PATCH", Item, """[{"op": "replace", "path": "/favorite", "value": "canary-value"}]"""),
        })
            AssertSilent(body, await SendAsync(client, method, path, body, token));
        await SendAsync(client, "PATCH", Item, """[{"op": "replace", "path": "/fields/code/value", "value": "canary-value"}]""", token);
        await SendAsync(client, "POST", "/emulator/faults", """{"kind": "canary-kind"}""", token: null);
    }

    private static async Task<string> SendAsync(HttpClient client, string method, string path, string? body, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static void AssertSilent(string what, string output) => Assert.All(
        [Mark, .. Enumerable.Range(0, 3).Select(Base64At)],
        form => Assert.False(output.Contains(form, StringComparison.OrdinalIgnoreCase), $"{what} shows a value:\n{output}"));

    // Escaped for JSON or a URL the mark stays as it is; base64 looks different at each offset, and its ends depend on the neighbours.
    private static string Base64At(int offset) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + Mark)).TrimEnd('=')[(offset == 0 ? 0 : offset + 1)..^1];
}
