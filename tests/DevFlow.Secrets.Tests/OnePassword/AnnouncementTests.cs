using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

public sealed class AnnouncementTests
{
    private static readonly SecretReference _apiKey = SecretReference.Parse("op://DevFlow/AOSentry/api_key");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reaches_what_was_only_loaded_ahead()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.CopyCatalog();
        connect.Folder.Write(".env", "DEVFLOW_API_KEY=op://DevFlow/AOSentry/api_key\n");
        var workspace = connect.Open();
        await workspace.Resolver.PreloadAsync(workspace.Catalog, Cancel);
        connect.Change("c4n4ry-second-value");

        workspace.Invalidate(new() { Key = "AOSENTRY_API_KEY" });
        Assert.Equal("c4n4ry-second-value", await ReadAsync(workspace, "AOSENTRY_API_KEY"));

        connect.Change("c4n4ry-third-value");
        workspace.Invalidate(new() { Key = "DEVFLOW_API_KEY" });
        Assert.Equal("c4n4ry-third-value", await ReadAsync(workspace, "DEVFLOW_API_KEY"));
    }

    [Fact]
    public async Task A_read_that_it_overtakes_is_not_remembered()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await ReadAsync(workspace, "KEY", _apiKey);
        workspace.Invalidate(new() { Key = "KEY" });
        connect.Server.Faults.Add(new() { Kind = FaultKind.SlowBody, Milliseconds = 300 });
        connect.Server.Requests.Clear();
        var under = ReadAsync(workspace, "KEY", _apiKey);
        await Until.TrueAsync(() => Task.FromResult(connect.Server.Requests.All.Any(request => request.Status == 200)));

        connect.Server.Faults.Clear();
        connect.Change("c4n4ry-second-value");
        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey });

        // A call that is slow leaves the stale value for a moment, and is not taken for the answer when it ends.
        Assert.Equal("c4n4ry-first-value", await under);
        await Until.TrueAsync(async () => await ReadAsync(workspace, "KEY", _apiKey) == "c4n4ry-second-value");
    }

    [Fact]
    public async Task One_that_was_missed_in_an_outage_costs_no_value()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await ReadAsync(workspace, "KEY", _apiKey);
        workspace.Invalidate(new() { Key = "A", Generation = 1 });
        await connect.Server.StopAsync(Cancel);

        workspace.Invalidate(new() { Key = "B", Generation = 3 });

        Assert.Equal("c4n4ry-first-value", await ReadAsync(workspace, "KEY", _apiKey));
    }

    [Fact]
    public async Task One_that_comes_late_still_counts()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await ReadAsync(workspace, "KEY", _apiKey);
        workspace.Invalidate(new() { Key = "A", Generation = 1 });
        connect.Server.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.Change("c4n4ry-second-value");
        workspace.Invalidate(new() { Key = "B", Generation = 3 });

        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, Generation = 2, LeastVersion = 2, Revoked = true });

        Assert.Null(await workspace.Resolver.TryGetAsync("KEY", _apiKey, Cancel));
    }

    [Fact]
    public async Task An_announcer_that_counts_anew_is_heard()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        workspace.Invalidate(new() { Key = "A", Generation = 500 });
        await ReadAsync(workspace, "KEY", _apiKey);
        connect.Change("c4n4ry-second-value");

        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, Generation = 1 });

        Assert.Equal("c4n4ry-second-value", await ReadAsync(workspace, "KEY", _apiKey));
    }

    [Fact]
    public async Task One_about_everything_begins_the_count_where_it_is_as_after_a_restore()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        workspace.Invalidate(new() { Key = "A", Generation = 3 });
        workspace.Invalidate(new() { Generation = 2 });
        await ReadAsync(workspace, "KEY", _apiKey);
        connect.Change("c4n4ry-second-value");

        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, Generation = 3 });

        Assert.Equal("c4n4ry-second-value", await ReadAsync(workspace, "KEY", _apiKey));
    }

    [Fact]
    public async Task A_bound_does_not_fall_and_is_not_forgotten_when_it_was_met()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await ReadAsync(workspace, "KEY", _apiKey);
        connect.Server.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.Change("c4n4ry-second-value");
        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, LeastVersion = 2, Revoked = true });

        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, LeastVersion = 1 });
        Assert.Null(await workspace.Resolver.TryGetAsync("KEY", _apiKey, Cancel));

        // Met once; then a server that lags answers again.
        connect.Server.Faults.Clear();
        Assert.Equal("c4n4ry-second-value", await ReadAsync(workspace, "KEY", _apiKey));
        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey, LeastVersion = 3 });
        Assert.Null(await workspace.Resolver.TryGetAsync("KEY", _apiKey, Cancel));
    }

    private static async Task<string> ReadAsync(SecretsWorkspace workspace, string key, SecretReference? reference = null) =>
        (await workspace.Resolver.GetAsync(key, reference, Cancel)).Reveal();
}
