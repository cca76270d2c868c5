using System.Text;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The emulator's own controls: requests, tokens, and who may use them.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Requests_are_written_down_without_what_was_asked_for()
    {
        await using var caller = await Caller.StartAsync();
        await caller.GetAsync($"{Known.Items}?filter=title+eq+%22Bare%22&Secret-Title=1");
        await caller.GetAsync("/v1/vaults", "unknown");
        await caller.SendAsync("DELETE", Known.LoginItem);

        var log = await caller.GetAsync("/emulator/requests", token: null);

        Assert.Equal(
            [$"GET {Known.Items}?filter 200", "GET /v1/vaults 401", $"DELETE {Known.LoginItem} 204"],
            log["requests"].AsArray().Select(row => $"{row!["method"]} {row["path"]} {row["status"]}"));
        Assert.Equal(3, (int)log["count"]);
        Assert.All(log["requests"].AsArray(), row => Assert.Equal(1, (int)row!["concurrentAtStart"]!));
    }

    [Fact]
    public async Task The_log_can_be_cleared_and_leaves_the_controls_out()
    {
        await using var caller = await Caller.StartAsync();
        await caller.GetAsync("/heartbeat");

        await caller.SendAsync("DELETE", "/emulator/requests", token: null);

        Assert.Equal(0, caller.Server.Requests.Count);
        Assert.Empty(caller.Server.Requests.All);
        Assert.Equal(0, caller.Server.Requests.MaxConcurrent);
    }

    [Fact]
    public async Task Requests_under_way_at_once_are_counted()
    {
        await using var caller = await Caller.StartAsync();
        caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Milliseconds = 300 });

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => caller.GetAsync("/heartbeat")));

        Assert.InRange(caller.Server.Requests.MaxConcurrent, 2, 5);
        Assert.Equal(caller.Server.Requests.MaxConcurrent, caller.Server.Requests.All.Max(request => request.ConcurrentAtStart));
    }

    [Fact]
    public async Task A_token_is_added_by_value_and_revoked_by_name()
    {
        await using var caller = await Caller.StartAsync();

        var added = await caller.SendAsync(
            "POST", "/emulator/tokens", """{"token": "late-token", "name": "late", "vaults": {"Other": "r"}, "expires": "2100-01-01T00:00:00Z"}""", token: null);

        Assert.Equal("""{"name":"late"}""", added.Text);
        Assert.Equal(["Other"], (await caller.GetAsync("/v1/vaults", "late-token")).Titles);
        Assert.Equal(204, (int)(await caller.SendAsync("DELETE", "/emulator/tokens/late", token: null)).Status);
        (await caller.GetAsync("/v1/vaults", "late-token")).IsError(401, "Invalid bearer token");
        (await caller.SendAsync("DELETE", "/emulator/tokens/nobody", token: null)).IsError(404, "token nobody not found");
    }

    [Theory]
    [InlineData("tokens", "{}", "Invalid token: it is missing")]
    [InlineData("tokens", """{"token": "t"}""", "Invalid vaults: a map of vault names to r, w or rw is expected")]
    [InlineData("tokens", """{"token": "t", "vaults": {"Other": "x"}}""", "Invalid vaults: a right has to be r, w or rw")]
    [InlineData("tokens", """{"token": "t", "vaults": {}, "expires": "soon"}""", "Invalid expires: write it as 2030-12-31T00:00:00Z")]
    [InlineData("health", """{"state": "ill"}""", "Invalid state: it has to be starting, not-synced or ready")]
    [InlineData("faults", "[]", "Invalid JSON: an object is expected")]
    [InlineData("faults", "{", "Invalid JSON")]
    public async Task A_control_that_is_not_understood_is_refused(string control, string body, string message)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("POST", $"/emulator/{control}", body, token: null)).IsError(400, message);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_use_the_controls()
    {
        await using var caller = await Caller.StartAsync();

        using var simple = new HttpRequestMessage(HttpMethod.Post, "/emulator/tokens")
        {
            Content = new StringContent("""{"token": "t", "vaults": {"*": "rw"}}""", Encoding.UTF8, "text/plain"),
        };
        (await caller.SendAsync(simple)).IsError(415, "Send it with Content-Type: application/json");
    }

    [Theory]
    [InlineData("evil.test", 421)]
    [InlineData("127.0.0.1.evil.test", 421)]
    [InlineData("localhost", 200)]
    [InlineData("[::1]", 200)]
    public async Task Only_the_names_of_the_loopback_are_answered(string host, int status)
    {
        await using var caller = await Caller.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emulator/requests");
        request.Headers.Host = host;

        Assert.Equal(status, (int)(await caller.SendAsync(request)).Status);
    }
}
