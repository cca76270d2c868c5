namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Who is let in.</summary>
public sealed class AccessTests
{
    private static readonly QdrantEmulatorOptions _options = new() { Quiet = true, ApiKey = "the-key" };

    [Theory]
    [InlineData("api-key", "the-key", true)]
    [InlineData("Authorization", "Bearer the-key", true)]
    [InlineData("api-key", "the-kez", false)]
    [InlineData("api-key", "the-key2", false)]
    [InlineData("api-key", "", false)]
    [InlineData("Authorization", "Bearer other", false)]
    public async Task A_key_is_asked_for(string header, string value, bool isLetIn)
    {
        await using var caller = await Caller.StartAsync(_options);

        var reply = await caller.SendAsync("GET", "/collections", body: null, (header, value));

        Assert.Equal(isLetIn ? 200 : 401, (int)reply.Status);
        if (!isLetIn)
            Assert.Equal("Invalid API key or JWT", reply.Text);
    }

    [Theory]
    [InlineData("GET", "/collections")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/nowhere")]
    [InlineData("PUT", "/collections/c")]
    [InlineData("GET", "//")]
    public async Task Without_one_nothing_is_shown(string method, string path)
    {
        await using var caller = await Caller.StartAsync(_options);

        var reply = await caller.SendAsync(method, $"{caller.Address}{path[1..]}");

        Assert.True((int)reply.Status == 401 || path == "//", reply.Text);
        Assert.DoesNotContain("result", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz", "healthz check passed")]
    [InlineData("/livez", "healthz check passed")]
    [InlineData("/readyz", "all shards are ready")]
    public async Task Probes_need_none(string path, string text)
    {
        await using var caller = await Caller.StartAsync(_options);

        Assert.Equal(text, (await caller.GetAsync(path)).Text);
        Assert.Equal("1.19.0", (string?)(await caller.GetAsync("/")).Json["version"]);
    }

    [Fact]
    public async Task Without_a_key_only_names_of_this_machine_are_answered()
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("GET", "/collections", body: null, ("Host", "evil.example"))).IsError(421, "Only the names of this machine's loopback are answered");
        (await caller.GetAsync("/collections")).IsOk();
    }

    [Fact]
    public async Task Without_a_key_nothing_but_loopback_is_listened_on()
    {
        var fault = await Assert.ThrowsAsync<QdrantEmulatorException>(() =>
            QdrantEmulatorServer.StartAsync(new QdrantEmulatorOptions { Quiet = true, Url = "http://0.0.0.0:0" }, TestContext.Current.CancellationToken));

        Assert.Equal(
            "'http://0.0.0.0:0' is no address to listen on: others could reach it, and there is no key: set QDRANT__SERVICE__API_KEY, or use 127.0.0.1",
            fault.Message);
    }
}
