namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The list of what was done.</summary>
public sealed class ActivityTests
{
    [Fact]
    public async Task Each_call_has_a_row_newest_first()
    {
        await using var caller = await Caller.StartAsync();
        await caller.GetAsync("/v1/vaults");
        await caller.GetAsync(Known.LoginItem);
        var made = await caller.SendAsync("POST", Known.Items, $$"""{"vault": {"id": "{{Known.DevFlow}}"}, "category": "LOGIN"}""");
        await caller.SendAsync("PATCH", Known.LoginItem, """[{"op": "replace", "path": "/title", "value": "T"}]""");
        await caller.SendAsync("DELETE", Known.LoginItem);

        var activity = await caller.GetAsync("/v1/activity");

        Assert.Equal(
            [
                $"DELETE SUCCESS ITEM {Known.DevFlow} {Known.Login} 2", $"UPDATE SUCCESS ITEM {Known.DevFlow} {Known.Login} 2",
                $"CREATE SUCCESS ITEM {Known.DevFlow} {made["id"]} 1", $"READ SUCCESS ITEM {Known.DevFlow} {Known.Login} 1", "READ SUCCESS VAULT   ",
            ],
            activity.Json.AsArray().Select(row =>
                $"{row!["action"]} {row["result"]} {row["resource"]!["type"]} {row["resource"]!["vault"]?["id"]} {row["resource"]!["item"]?["id"]} {row["resource"]!["itemVersion"]}"));
        Assert.Equal("1-5/5", activity.Header("Content-Range"));
        Assert.True(Guid.TryParse((string?)activity.Json[0]!["requestId"], out _));
    }

    [Fact]
    public async Task A_call_that_was_turned_away_has_a_row()
    {
        await using var caller = await Caller.StartAsync();
        await caller.SendAsync("DELETE", Known.LoginItem, token: "reader-token");
        await caller.GetAsync($"/v1/vaults/{Known.Other}/items", "reader-token");
        await caller.GetAsync(Known.Vault, "reader-token");
        await caller.GetAsync($"{Known.Items}/{Known.Nothing}");
        await caller.GetAsync(Known.Vault, "nobody");

        var rows = (await caller.GetAsync("/v1/activity")).Json.AsArray();

        Assert.Equal(["READ SUCCESS", "READ DENY", "DELETE DENY"], rows.Select(row => $"{row!["action"]} {row["result"]}"));
        Assert.Single(rows.Select(row => (string?)row!["actor"]!["jti"]).Distinct(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal("127.0.0.1", (string?)row!["actor"]!["requestIp"]));
    }

    [Theory]
    [InlineData("", 50, "1-50/60")]
    [InlineData("?limit=10&offset=20", 10, "21-30/60")]
    [InlineData("?offset=55", 5, "56-60/60")]
    [InlineData("?offset=60", 0, "0-0/60")]
    public async Task It_comes_in_pages(string query, int count, string range)
    {
        await using var caller = await Caller.StartAsync();
        for (var i = 0; i < 60; i++)
            await caller.GetAsync("/v1/vaults");

        var activity = await caller.GetAsync($"/v1/activity{query}");

        Assert.Equal(count, activity.Json.AsArray().Count);
        Assert.Equal(range, activity.Header("Content-Range"));
    }

    [Theory]
    [InlineData("limit=x", "limit")]
    [InlineData("offset=-1", "offset")]
    public async Task A_page_that_is_no_number_is_refused(string query, string name)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync($"/v1/activity?{query}")).IsError(400, $"Invalid {name}: a number from 0 is expected");
    }
}
