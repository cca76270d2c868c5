using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What is answered without a token.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task The_heart_beats()
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal(".", (await caller.GetAsync("/heartbeat", token: null)).Text);
    }

    [Fact]
    public async Task Each_answer_names_the_version()
    {
        await using var caller = await Caller.StartAsync();

        foreach (var path in (string[])["/heartbeat", "/v1/vaults", "/v1/nowhere", Known.LoginItem])
        {
            Assert.Equal("1.8.1", (await caller.GetAsync(path)).Header("1Password-Connect-Version"));
            Assert.Equal("1.8.1", (await caller.GetAsync(path, "unknown")).Header("1Password-Connect-Version"));
        }
    }

    [Theory]
    [InlineData("starting", "NOT_SYNCED", "TOKEN_NEEDED", "UNINITIALIZED")]
    [InlineData("not-synced", "NOT_SYNCED", "ACTIVE", "ACTIVE")]
    [InlineData("ready", "ACTIVE", "ACTIVE", "ACTIVE")]
    public async Task Health_is_200_throughout_and_tells_inside(string state, string data, string sync, string server)
    {
        await using var caller = await Caller.StartAsync();
        await SetAsync(caller, state);

        var health = await caller.GetAsync("/health", token: null);

        Assert.Equal(200, (int)health.Status);
        Assert.Equal("1.8.1", (string?)health["version"]);
        Assert.Equal(
            ["sqlite ACTIVE", $"account_data {data}", $"sync {sync}", $"1Password {server}"],
            health["dependencies"].AsArray().Select(row => $"{row!["service"]} {row["status"]}"));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/v1/vaults")]
    public async Task A_first_token_makes_a_starting_server_ready(string path)
    {
        await using var caller = await Caller.StartAsync();
        await SetAsync(caller, "starting");

        (await caller.GetAsync(path, "unknown")).IsError(401, "Invalid bearer token");
        Assert.Contains("TOKEN_NEEDED", (await caller.GetAsync("/health", token: null)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await caller.GetAsync(path)).Status);
        Assert.DoesNotContain("TOKEN_NEEDED", (await caller.GetAsync("/health", token: null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_its_data_fails()
    {
        await using var caller = await Caller.StartAsync();
        await SetAsync(caller, "not-synced");

        (await caller.GetAsync("/v1/vaults")).IsError(500, "failed to initiate, review service logs for details");
        Assert.Equal(200, (int)(await caller.GetAsync("/heartbeat")).Status);
    }

    [Fact]
    public async Task Metrics_are_text_for_prometheus()
    {
        await using var caller = await Caller.StartAsync();
        await caller.GetAsync("/v1/vaults");
        await caller.GetAsync("/v1/vaults", "unknown");

        var metrics = await caller.GetAsync("/metrics", token: null);

        Assert.StartsWith("text/plain", metrics.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("connect_emulator_items 7\n", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("connect_emulator_requests{status=\"200\"} 1\n", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("connect_emulator_requests{status=\"401\"} 1\n", metrics.Text, StringComparison.Ordinal);
    }

    private static async Task SetAsync(Caller caller, string state) => Assert.Equal(
        204, (int)(await caller.SendAsync("POST", "/emulator/health", new JsonObject { ["state"] = state }.ToJsonString(), token: null)).Status);
}
