using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Each thing that can be made to go wrong.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Latency_waits_and_goes_on()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2025-06-01T00:00:00Z"));
        await using var caller = await Caller.StartAsync(with: options => options with { TimeProvider = time });
        caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Milliseconds = 5000, Times = 1 });

        var start = time.GetUtcNow();
        var call = caller.GetAsync("/v1/vaults");
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return call.IsCompleted;
        });

        Assert.Equal(200, (int)(await call).Status);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.MaxValue);
        Assert.Equal(200, (int)(await caller.GetAsync("/v1/vaults")).Status);
    }

    [Fact]
    public async Task A_dropped_connection_gives_no_answer()
    {
        await using var caller = await Caller.StartAsync();
        caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Drop, Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => caller.SendAsync("DELETE", Known.LoginItem));

        Assert.Equal(0, caller.Server.Requests.All.Single().Status);
        Assert.Equal(200, (int)(await caller.GetAsync(Known.LoginItem)).Status);
    }

    [Theory]
    [InlineData("""{"kind": "unauthorized", "times": 1}""", 401, "Invalid bearer token")]
    [InlineData("""{"kind": "unauthorized", "times": 1, "message": "Invalid token signature"}""", 401, "Invalid token signature")]
    [InlineData("""{"kind": "forbidden", "times": 1}""", 403, "Authorization: token does not have access to vault")]
    [InlineData("""{"kind": "status", "times": 1, "status": 500, "message": "database is locked"}""", 500, "database is locked")]
    [InlineData("""{"kind": "status", "times": 1, "status": 503}""", 503, "Something went wrong")]
    public async Task An_error_comes_as_often_as_asked_for(string rule, int status, string message)
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, rule);

        (await caller.GetAsync("/v1/vaults")).IsError(status, message);
        Assert.Equal(200, (int)(await caller.GetAsync("/v1/vaults")).Status);
    }

    [Fact]
    public async Task Too_many_requests_says_when_to_come_back()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "status", "status": 429, "retryAfter": 7, "times": 2}""");

        Assert.Equal("7", (await caller.GetAsync("/v1/vaults")).Header("Retry-After"));
        (await caller.GetAsync("/v1/vaults")).IsError(429, "Something went wrong");
        Assert.Null((await caller.GetAsync("/v1/vaults")).Header("Retry-After"));
    }

    [Fact]
    public async Task A_truncated_answer_has_good_headers_and_half_of_the_body()
    {
        await using var caller = await Caller.StartAsync();
        var whole = (await caller.GetAsync(Known.LoginItem)).Text;
        await AddAsync(caller, """{"kind": "truncated", "times": 1}""");

        using var client = new HttpClient { BaseAddress = caller.Server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "full-token");
        using var answer = await client.GetAsync(Known.LoginItem, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var received = new MemoryStream();
        var error = await Assert.ThrowsAsync<HttpIOException>(() => body.CopyToAsync(received, TestContext.Current.CancellationToken));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        var half = System.Text.Encoding.UTF8.GetString(received.ToArray());
        Assert.Equal(whole[..(whole.Length / 2)], half);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(half));
        Assert.Equal(whole, (await caller.GetAsync(Known.LoginItem)).Text);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_status_that_has_no_body_comes_without_one(int status)
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, $$"""{"kind": "status", "status": {{status}}}""");

        var reply = await caller.GetAsync("/v1/vaults");

        Assert.Equal(status, (int)reply.Status);
        Assert.Empty(reply.Text);
    }

    [Theory]
    [InlineData("""{"kind": "truncated"}""")]
    [InlineData("""{"kind": "slow-body", "milliseconds": 0}""")]
    public async Task An_answer_without_a_body_has_none_to_spoil(string rule)
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, rule);

        Assert.Equal(204, (int)(await caller.SendAsync("DELETE", Known.LoginItem)).Status);
    }

    [Theory]
    [InlineData("""{"kind": "html", "times": 1}""", 200)]
    [InlineData("""{"kind": "html", "times": 1, "status": 502}""", 502)]
    public async Task A_proxy_answers_with_a_page(string rule, int status)
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, rule);

        var page = await caller.GetAsync("/v1/vaults");

        Assert.Equal(status, (int)page.Status);
        Assert.StartsWith("text/html", page.Header("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_body_comes_whole_in_pieces()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2025-06-01T00:00:00Z"));
        await using var caller = await Caller.StartAsync(with: options => options with { TimeProvider = time });
        var whole = (await caller.GetAsync(Known.LoginItem)).Text;
        await AddAsync(caller, """{"kind": "slow-body", "milliseconds": 1000, "times": 1}""");

        var start = time.GetUtcNow();
        var call = caller.GetAsync(Known.LoginItem);
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return call.IsCompleted;
        });

        Assert.Equal(whole, (await call).Text);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_replica_that_lags_answers_from_before()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "stale"}""");
        await caller.SendAsync("PATCH", Known.LoginItem, """[{"op": "replace", "path": "/title", "value": "New"}]""");
        await caller.SendAsync("DELETE", Known.DocumentItem);
        var late = await caller.SendAsync("POST", Known.Items, $$"""{"vault": {"id": "{{Known.DevFlow}}"}, "category": "LOGIN"}""");

        // Writes do not go to the replica.
        Assert.Equal(200, (int)(await caller.SendAsync("PATCH", $"{Known.Items}/{late["id"]}", "[]")).Status);
        Assert.Equal(404, (int)(await caller.GetAsync($"{Known.Items}/{late["id"]}")).Status);
        Assert.Equal("Sign in", (string?)(await caller.GetAsync(Known.LoginItem))["title"]);
        Assert.Equal(1, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
        Assert.Equal(200, (int)(await caller.GetAsync(Known.DocumentItem)).Status);

        caller.Server.Faults.Clear();
        Assert.Equal("New", (string?)(await caller.GetAsync(Known.LoginItem))["title"]);
        Assert.Equal(4, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
        Assert.Equal(404, (int)(await caller.GetAsync(Known.DocumentItem)).Status);
    }

    [Fact]
    public async Task A_clock_that_is_off_gives_the_code_of_another_moment()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2025-06-01T00:00:00Z"));
        await using var caller = await Caller.StartAsync(with: options => options with { TimeProvider = time });
        await AddAsync(caller, """{"kind": "clock", "milliseconds": -60000, "times": 1}""");

        var early = (string?)(await caller.GetAsync(Known.LoginItem)).Field("code")["totp"];
        var right = (string?)(await caller.GetAsync(Known.LoginItem)).Field("code")["totp"];

        Assert.Equal(OneTimePassword.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", time.GetUtcNow().AddMinutes(-1)), early);
        Assert.Equal(OneTimePassword.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", time.GetUtcNow()), right);
        Assert.NotEqual(early, right);
    }

    [Fact]
    public async Task A_rule_is_for_the_method_and_path_that_it_names()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "status", "status": 500, "method": "get", "path": "/items"}""");

        Assert.Equal(500, (int)(await caller.GetAsync(Known.Items)).Status);
        Assert.Equal(200, (int)(await caller.GetAsync(Known.Vault)).Status);
        Assert.Equal(204, (int)(await caller.SendAsync("DELETE", Known.LoginItem)).Status);
    }

    [Fact]
    public async Task Rules_act_in_their_order_up_to_the_first_that_ends_the_request()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "status", "status": 500, "times": 1}""");
        await AddAsync(caller, """{"kind": "unauthorized", "times": 1}""");

        foreach (var status in (int[])[500, 401, 200])
            Assert.Equal(status, (int)(await caller.GetAsync("/v1/vaults")).Status);
    }

    [Fact]
    public async Task A_rule_without_a_number_holds_until_it_is_cleared()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "status", "status": 503}""");

        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (int)(await caller.GetAsync("/heartbeat")).Status);
        Assert.Equal("""[{"kind":"status","status":503}]""", (await caller.GetAsync("/emulator/faults", token: null)).Text);
        await caller.SendAsync("DELETE", "/emulator/faults", token: null);

        Assert.Equal(200, (int)(await caller.GetAsync("/heartbeat")).Status);
        Assert.Equal("[]", (await caller.GetAsync("/emulator/faults", token: null)).Text);
    }

    [Fact]
    public async Task Callers_at_once_share_the_number_of_times()
    {
        await using var caller = await Caller.StartAsync();
        await AddAsync(caller, """{"kind": "status", "status": 500, "times": 10}""");

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => caller.GetAsync("/heartbeat")));

        Assert.Equal(10, replies.Count(reply => (int)reply.Status == 500));
    }

    private static async Task AddAsync(Caller caller, string rule) =>
        Assert.Equal(204, (int)(await caller.SendAsync("POST", "/emulator/faults", rule, token: null)).Status);

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < _patience, "what was waited for did not happen");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
