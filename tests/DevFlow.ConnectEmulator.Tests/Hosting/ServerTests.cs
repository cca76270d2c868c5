namespace DevFlow.ConnectEmulator.Tests;

/// <summary>An emulator in the process of somebody's tests.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.0.1:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://example.test:8080")]
    [InlineData("https://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080;http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:8080/path")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("")]
    public async Task An_address_that_others_could_reach_is_refused(string url)
    {
        var error = await Assert.ThrowsAsync<ConnectEmulatorException>(() => StartAsync(url));

        Assert.StartsWith($"'{url}' is no address to listen on: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.2:0/")]
    [InlineData("http://localhost:0")]
    public async Task An_address_of_the_loopback_is_taken(string url)
    {
        await using var server = await StartAsync(url);

        Assert.True(server.Address.IsLoopback);
        Assert.NotEqual(0, server.Address.Port);
    }

    [Fact]
    public async Task A_port_in_use_is_said()
    {
        await using var first = await StartAsync("http://127.0.0.1:0");

        var error = await Assert.ThrowsAsync<ConnectEmulatorException>(() => StartAsync(first.Address.ToString()));

        Assert.Equal($"{first.Address} is in use: stop what listens there, or give another --urls", error.Message);
    }

    [Fact]
    public async Task A_server_that_stopped_comes_back_where_it_was_with_all_it_had()
    {
        await using var caller = await Caller.StartAsync();
        var address = caller.Server.Address;
        await caller.SendAsync("DELETE", Known.LoginItem);
        caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Forbidden, Path = "/items" });
        caller.Server.Revoke("reader");

        await caller.Server.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("/heartbeat"));
        await caller.Server.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(address, caller.Server.Address);
        Assert.Equal(403, (int)(await caller.GetAsync(Known.Items)).Status);
        Assert.Equal(401, (int)(await caller.GetAsync("/v1/vaults", "reader-token")).Status);
        caller.Server.Faults.Clear();
        Assert.Equal(404, (int)(await caller.GetAsync(Known.LoginItem)).Status);
        Assert.Equal(4, caller.Server.Requests.Count);
    }

    [Fact]
    public async Task A_running_server_is_restarted_in_one_step_and_stopped_twice_without_harm()
    {
        await using var caller = await Caller.StartAsync();

        await caller.Server.RestartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)(await caller.GetAsync("/heartbeat")).Status);
        await caller.Server.StopAsync(TestContext.Current.CancellationToken);
        await caller.Server.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_request_that_hangs()
    {
        await using var caller = await Caller.StartAsync();
        caller.Server.Faults.Add(new FaultRule { Kind = FaultKind.Latency, Milliseconds = int.MaxValue });
        var call = caller.GetAsync("/heartbeat");
        while (caller.Server.Requests.Count == 0)
            await Task.Delay(1, TestContext.Current.CancellationToken);

        await caller.Server.StopAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task A_field_that_is_set_from_outside_grows_the_versions()
    {
        await using var caller = await Caller.StartAsync();

        caller.Server.SetField("DevFlow", "Sign in", "password", "second");
        caller.Server.SetField(Known.DevFlow, Known.Login, "brand new", "value");

        var item = await caller.GetAsync(Known.LoginItem);
        Assert.Equal("second", (string?)item.Field("password")["value"]);
        Assert.Equal("value", (string?)item.Field("brand new")["value"]);
        Assert.Equal(3, (int)item["version"]);
        Assert.Equal(3, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
        Assert.Equal(3, caller.Server.FindItem("DevFlow", "Sign in")!.Version);
        Assert.Equal(["first-password"], caller.Server.FindItem("DevFlow", "Sign in")!.PasswordHistory);
        Assert.Null(caller.Server.FindItem("DevFlow", "Nobody"));
        Assert.Null(caller.Server.FindItem("Nowhere", "Sign in"));
        Assert.Throws<ArgumentException>(() => caller.Server.SetField("Nowhere", "Sign in", "password", "x"));
        Assert.Throws<ArgumentException>(() => caller.Server.SetField("DevFlow", "Nobody", "password", "x"));
    }

    private static Task<ConnectEmulatorServer> StartAsync(string url) =>
        ConnectEmulatorServer.StartAsync(new ConnectEmulatorOptions { Url = url, Quiet = true }, TestContext.Current.CancellationToken);
}
