using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What vaults and items look like.</summary>
public sealed class ReadTests
{
    private static readonly string[] _summary =
        ["category", "createdAt", "favorite", "id", "tags", "title", "updatedAt", "urls", "vault", "version"];

    [Fact]
    public async Task A_vault_has_its_versions_and_counts_its_items()
    {
        await using var caller = await Caller.StartAsync();

        var vault = await caller.GetAsync(Known.Vault);

        Assert.Equal(Known.DevFlow, (string?)vault["id"]);
        Assert.Equal("DevFlow", (string?)vault["name"]);
        Assert.Equal("Of the tests", (string?)vault["description"]);
        Assert.Equal("USER_CREATED", (string?)vault["type"]);
        Assert.Equal(6, (int)vault["items"]);
        Assert.Equal(1, (int)vault["attributeVersion"]);
        Assert.Equal(1, (int)vault["contentVersion"]);
        Assert.EndsWith("Z", (string?)vault["createdAt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_no_fields()
    {
        await using var caller = await Caller.StartAsync();

        var items = await caller.GetAsync(Known.Items);

        Assert.Equal(6, items.Json.AsArray().Count);
        Assert.Equal(_summary, items.Json[0]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("first-password", items.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_has_its_fields_sections_and_addresses()
    {
        await using var caller = await Caller.StartAsync();

        var item = await caller.GetAsync(Known.LoginItem);

        Assert.Equal(Known.DevFlow, (string?)item["vault"]["id"]);
        Assert.Equal(["one", "two"], item["tags"].AsArray().Select(tag => (string?)tag));
        Assert.True((bool)item["favorite"]);
        Assert.Equal("https://one.test", (string?)item["urls"][0]!["href"]);
        Assert.True((bool)item["urls"][0]!["primary"]!);
        AssertField(item.Field("username"), ("type", "STRING"), ("purpose", "USERNAME"), ("id", "username"), ("value", "somebody"));
        AssertField(item.Field("password"), ("type", "CONCEALED"), ("purpose", "PASSWORD"), ("id", "password"), ("value", "first-password"));
        AssertField(item.Field("port"), ("value", "5432"));
        Assert.Equal("Server", (string?)item["sections"][0]!["label"]);
        Assert.Equal((string?)item["sections"][0]!["id"], (string?)item.Field("port")["section"]!["id"]);
    }

    [Fact]
    public async Task An_empty_field_has_no_value_member()
    {
        await using var caller = await Caller.StartAsync();

        Assert.False((await caller.GetAsync(Known.LoginItem)).Field("empty").ContainsKey("value"));
    }

    [Fact]
    public async Task An_item_may_have_no_fields_at_all()
    {
        await using var caller = await Caller.StartAsync();

        Assert.Empty((await caller.GetAsync($"{Known.Items}/{Known.Bare}"))["fields"].AsArray());
    }

    [Fact]
    public async Task An_otp_field_carries_the_code_of_the_moment()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1111111109));
        await using var caller = await Caller.StartAsync(
            Known.Yaml.Replace("full-token, vaults", "full-token, expires: 2100-01-01, vaults", StringComparison.Ordinal),
            options => options with { TimeProvider = time });

        AssertField((await caller.GetAsync(Known.LoginItem)).Field("code"), ("type", "OTP"), ("totp", "081804"));
        time.Advance(TimeSpan.FromSeconds(30));
        AssertField((await caller.GetAsync(Known.LoginItem)).Field("code"), ("totp", "050471"));
    }

    [Theory]
    [InlineData("/v1/vaults/")]
    [InlineData("/v1/vaults/?filter=")]
    [InlineData($"{Known.Vault}/")]
    [InlineData($"{Known.Items}/")]
    [InlineData($"{Known.Items}/?filter=title%20eq%20%22Bare%22")]
    [InlineData($"{Known.LoginItem}/")]
    [InlineData($"{Known.DocumentItem}/files/")]
    public async Task A_trailing_slash_makes_no_difference(string path)
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal((await caller.GetAsync(path.Replace("/?", "?", StringComparison.Ordinal).TrimEnd('/'))).Text, (await caller.GetAsync(path)).Text);
    }

    private static void AssertField(JsonObject field, params ReadOnlySpan<(string Name, string Value)> members)
    {
        foreach (var (name, value) in members)
            Assert.Equal(value, (string?)field[name]);
    }
}
