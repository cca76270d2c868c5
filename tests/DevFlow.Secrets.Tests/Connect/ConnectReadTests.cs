using System.Text.Json;

namespace DevFlow.Secrets.Tests.Connect;

public class ConnectReadTests
{
    private readonly ScriptedConnect _connect = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_carries_the_token_and_says_who_asks()
    {
        using var client = _connect.Client();

        await client.ListVaultsAsync(Cancel);

        var sent = Assert.Single(_connect.Sent);
        Assert.Equal(("GET", "/v1/vaults", $"Bearer {ScriptedConnect.Token}"), (sent.Method, sent.Target, sent.Authorization));
        Assert.Matches(@"^devflow/\d+\.\d+\.\d+$", sent.UserAgent);
    }

    [Fact]
    public async Task The_token_is_asked_for_every_time()
    {
        var tokens = new Queue<string>(["one", " two\n"]);
        var token = "";
        using var client = _connect.Client(o => o with { Token = () => token });

        foreach (var next in tokens)
        {
            token = next;
            await client.ListVaultsAsync(Cancel);
        }

        Assert.Equal(["Bearer one", "Bearer two"], _connect.Sent.Select(s => s.Authorization));
    }

    [Theory]
    [InlineData(null, "there is no access token")]
    [InlineData(" ", "there is no access token")]
    [InlineData("c4n4ry\nX-Evil: 1", "holds characters that no token has")]
    [InlineData("c4n4ryé", "holds characters that no token has")]
    public async Task Without_a_usable_token_nothing_is_sent(string? token, string expected)
    {
        using var client = _connect.Client(o => o with { Token = () => token });

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(ConnectErrorKind.Denied, e.Kind);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
        Assert.Empty(_connect.Sent);
    }

    [Fact]
    public async Task A_filter_is_percent_encoded_whole()
    {
        _connect.Add("itemitemitemitemitemitem01", "a & b # +é?");
        using var client = _connect.Client();

        var found = await client.FindItemsAsync(ScriptedConnect.Vault, "a & b # +é?", Cancel);

        Assert.Equal("itemitemitemitemitemitem01", Assert.Single(found).Id);
        Assert.Equal(
            [$"GET /v1/vaults/{ScriptedConnect.Vault}/items?filter=title%20eq%20%22a%20%26%20b%20%23%20%2B%C3%A9%3F%22"], _connect.Asked);
    }

    [Theory]
    [InlineData("a & b # \"c\"")]
    [InlineData(@"back\slash")]
    [InlineData("tab\tin it")]
    public async Task A_title_that_would_break_a_filter_is_looked_for_in_the_listing(string title)
    {
        _connect.Add("itemitemitemitemitemitem01", title).Add("itemitemitemitemitemitem02", "another");
        using var client = _connect.Client();

        var found = await client.FindItemsAsync(ScriptedConnect.Vault, title.ToUpperInvariant(), Cancel);

        Assert.Equal("itemitemitemitemitemitem01", Assert.Single(found).Id);
        Assert.Equal([$"GET /v1/vaults/{ScriptedConnect.Vault}/items"], _connect.Asked);
    }

    [Fact]
    public async Task What_a_filter_gives_is_compared_once_more()
    {
        _connect.Next(Replies.Body("""[{"id":"one","title":"PostgreSQL (old)"},{"id":"two","title":"postgresql"}]"""));
        using var client = _connect.Client();

        var found = await client.FindItemsAsync(ScriptedConnect.Vault, "PostgreSQL", Cancel);

        Assert.Equal("two", Assert.Single(found).Id);
    }

    [Fact]
    public async Task A_filter_that_regards_case_does_not_hide_a_title()
    {
        _connect.ExactFilter = true;
        using var client = _connect.Client();

        var found = await client.FindVaultsAsync("devflow", Cancel);

        Assert.Equal(ScriptedConnect.Vault, Assert.Single(found).Id);
        Assert.Equal(["GET /v1/vaults?filter=name%20eq%20%22devflow%22", "GET /v1/vaults"], _connect.Asked);
    }

    [Fact]
    public async Task What_later_versions_add_is_passed_over()
    {
        _connect.Next(Replies.Body(
            """
            {"id":"i","title":"t","vault":{"id":"v","x":1},"category":"HOLOGRAM","version":"7","state":null,"tags":null,"sections":null,
             "files":null,"new":{"a":[1]},"urls":[{"href":"x"}],
             "fields":[{"id":"f","type":"RETINA","label":null,"value":null,"section":null,"entropy":1.5,"purpose":"","new":true}]}
            """));
        using var client = _connect.Client();

        var item = await client.GetItemAsync("v", "i", Cancel);

        Assert.Equal(("HOLOGRAM", 7, "RETINA"), (item.Category, item.Version, item.Fields.Single().Type));
        Assert.Empty(item.Files);
        Assert.Null(item.Fields.Single().Value);
    }

    [Fact]
    public async Task No_model_prints_a_value()
    {
        _connect.Add("i", "t", """ "fields":[{"id":"f","value":"c4n4ry","totp":"c4n4ry"}] """);
        using var client = _connect.Client();

        var item = await client.GetItemAsync(ScriptedConnect.Vault, "i", Cancel);

        Assert.Equal("c4n4ry", item.Fields.Single().Value!.Reveal());
        object[] printed =
        [
            item, item.Fields.Single(), item.Fields.Single().Value!, $"{item.Fields.Single().Value:R}",
            JsonSerializer.Serialize(item), JsonSerializer.Serialize(item.Fields.Single()),
            ConnectPatchOperation.ReplaceValue("f", new ConnectSecret("c4n4ry")),
            new OnePasswordRead("c4n4ry", "v", "i", 1, CacheHit: false, StaleFor: null),
        ];
        Assert.All(printed, thing => Assert.DoesNotContain("c4n4ry", thing.ToString(), StringComparison.Ordinal));
        Assert.Contains("***", JsonSerializer.Serialize(item), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/vaults/vaultvaultvaultvaultvault1/items/i/files/f/content")]
    [InlineData("v1/vaults/vaultvaultvaultvaultvault1/items/i/files/f/content")]
    public async Task A_file_is_read_by_its_path_with_and_without_a_slash(string path)
    {
        _connect.Add("i", "t").Files["f"] = [1, 2, 3];
        using var client = _connect.Client();

        Assert.Equal([1, 2, 3], await client.GetFileAsync(new ConnectFile { Id = "f", ContentPath = path }, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("//evil.example.test/v1/x")]
    [InlineData("http://evil.example.test/v1/x")]
    [InlineData("/v1/../../admin")]
    [InlineData("/v1/vaults/%2e%2e/x")]
    [InlineData("/metrics")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_path_that_leads_elsewhere_is_not_followed(string? path)
    {
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectException>(
            () => client.GetFileAsync(new ConnectFile { Id = "f", ContentPath = path }, cancellationToken: Cancel));

        Assert.Equal(ConnectErrorKind.Invalid, e.Kind);
        Assert.Empty(_connect.Sent);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        _connect.Add("i", "t").Files["f"] = new byte[11];
        using var client = _connect.Client();
        var file = new ConnectFile { Id = "f", ContentPath = $"/v1/vaults/{ScriptedConnect.Vault}/items/i/files/f/content" };

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.GetFileAsync(file, maxBytes: 10, Cancel));

        Assert.Equal(ConnectErrorKind.Invalid, e.Kind);
        Assert.Contains("larger than 10 bytes", e.Message, StringComparison.Ordinal);
        Assert.Equal(11, (await client.GetFileAsync(file, maxBytes: 11, Cancel)).Length);
    }

    [Fact]
    public async Task An_endpoint_may_stand_below_a_path()
    {
        using var client = _connect.Client(o => o with { Endpoints = [new Uri("http://a/connect/v1")] });

        await Assert.ThrowsAsync<ConnectException>(() => client.GetItemAsync("a/b", "c?d", Cancel));

        Assert.Equal("GET /connect/v1/vaults/a%2Fb/items/c%3Fd", _connect.Asked.First());
    }

    [Fact]
    public async Task Health_looks_inside()
    {
        _connect.Next(Replies.Body("."), Replies.Body(
            """{"name":"n","version":"1.8.1","dependencies":[{"service":"sqlite","status":"ACTIVE"},{"service":"account_data","status":"NOT_SYNCED"}]}"""));
        _connect.NextOf("b", Replies.Body("."), Replies.Body("""{"version":"1.8.1","dependencies":[{"service":"sync","status":"ACTIVE"}]}"""));
        _connect.Always("c", Replies.Refused);
        using var client = _connect.Client(with: null, "a", "b", "c");

        var health = await client.HealthAsync(Cancel);

        Assert.Equal([(true, false), (true, true), (false, false)], health.Select(h => (h.Alive, h.Ready)));
        Assert.Equal("not ready: account_data is NOT_SYNCED", health[0].Detail);
        Assert.Contains("the connection was refused", health[2].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>c4n4ry</html>")]
    [InlineData("""{"status":"c4n4ry"}""")]
    [InlineData("""{"dependencies":[{"service":"c4n4ry!","status":"c4n4ry/NOT"}]}""")]
    public async Task Health_that_is_not_Connects_is_not_ready_and_not_repeated(string body)
    {
        _connect.Next(Replies.Body("."), Replies.Body(body));
        using var client = _connect.Client();

        var health = Assert.Single(await client.HealthAsync(Cancel));

        Assert.True(health.Alive && !health.Ready);
        Assert.DoesNotContain("c4n4ry", health.ToString() + string.Join(' ', health.Dependencies), StringComparison.Ordinal);
    }
}
