using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

public sealed class CachingTests
{
    private static readonly SecretReference _apiKey = SecretReference.Parse("op://DevFlow/AOSentry/api_key");
    private static readonly SecretReference _endpoint = SecretReference.Parse("op://DevFlow/AOSentry/endpoint");
    private static readonly SecretInvalidation _changed = new() { Key = "KEY", Reference = _apiKey };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_cold_callers_cause_one_call_for_each_thing_to_know()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Server.Faults.Add(new() { Kind = FaultKind.Latency, Milliseconds = 50 });
        var resolver = connect.Open().Resolver;

        var values = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => resolver.GetAsync("KEY", _apiKey, Cancel).AsTask()));

        Assert.All(values, value => Assert.Equal("c4n4ry-first-value", value.Reveal()));
        Assert.Equal(
            ["/v1/vaults?filter", $"/v1/vaults/{EmulatedConnect.VaultId}/items?filter", $"/v1/vaults/{EmulatedConnect.VaultId}/items/{EmulatedConnect.ItemId}"],
            connect.Server.Requests.All.Select(request => request.Path));
    }

    [Fact]
    public async Task Once_titles_are_known_a_cold_secret_costs_one_call_and_its_neighbours_none()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        connect.Server.Requests.Clear();

        await workspace.Resolver.GetAsync("OTHER", _endpoint, Cancel);
        Assert.Equal(0, connect.Server.Requests.Count);

        workspace.Invalidate(_changed);
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        Assert.Equal(1, connect.Server.Requests.Count);
    }

    [Fact]
    public async Task One_waiter_who_gives_up_does_not_take_the_others_with_him()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Server.Faults.Add(new() { Kind = FaultKind.Latency, Milliseconds = 300 });
        var resolver = connect.Open().Resolver;
        using var impatience = new CancellationTokenSource();

        var first = resolver.GetAsync("KEY", _apiKey, impatience.Token).AsTask();
        var second = resolver.GetAsync("KEY", _apiKey, Cancel).AsTask();
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("c4n4ry-first-value", (await second).Reveal());
        Assert.Equal(3, connect.Server.Requests.Count);
    }

    [Fact]
    public async Task While_connect_is_away_what_is_known_is_served_with_its_age()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        using var spans = new SpanRecorder();
        var logger = new ListLogger();
        var workspace = connect.Open(logger: logger);
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        await connect.Server.StopAsync(Cancel);

        workspace.Invalidate(_changed);
        Assert.Equal("c4n4ry-first-value", (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());

        var stale = spans.Spans.Last(span => span.OperationName == "secret.resolve");
        Assert.Equal("stale", stale.GetTagItem("secret.outcome"));
        Assert.IsType<double>(stale.GetTagItem("secret.age"));
        Assert.Single(logger.Lines, line => line.Text.Contains("is away", StringComparison.Ordinal));

        await connect.Server.RestartAsync(Cancel);
        connect.Change("c4n4ry-second-value");
        await Until.TrueAsync(async () => (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal() == "c4n4ry-second-value");
        Assert.Single(logger.Lines, line => line.Text.Contains("is back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Past_its_bound_a_stale_value_is_not_served()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment["DEVFLOW_SECRETS_CACHE_SECONDS"] = "1";
        connect.Folder.Environment["DEVFLOW_SECRETS_STALE_SECONDS"] = "1";
        connect.Folder.Write(".env", "KEY=from-the-file\n");
        var resolver = connect.Open().Resolver;
        await resolver.GetAsync("KEY", _apiKey, Cancel);
        await connect.Server.StopAsync(Cancel);

        await Until.TrueAsync(async () => (await resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal() == "from-the-file");
    }

    [Fact]
    public async Task Revoked_values_are_not_served_not_even_while_connect_is_away()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        await connect.Server.StopAsync(Cancel);

        workspace.Invalidate(_changed with { Revoked = true });

        Assert.Null(await workspace.Resolver.TryGetAsync("KEY", _apiKey, Cancel));
    }

    [Fact]
    public async Task A_replica_that_has_not_synced_is_not_believed()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        using var spans = new SpanRecorder();
        var workspace = connect.Open(time: TimeProvider.System);
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);

        connect.Server.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.Change("c4n4ry-second-value");
        workspace.Invalidate(_changed with { LeastVersion = 2 });
        Assert.Equal("c4n4ry-first-value", (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());
        Assert.Equal("stale", spans.Spans.Last(span => span.OperationName == "secret.resolve").GetTagItem("secret.outcome"));

        connect.Server.Faults.Clear();
        await Until.TrueAsync(async () => (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal() == "c4n4ry-second-value");
    }

    [Fact]
    public async Task After_a_breach_a_replica_that_has_not_synced_gives_nothing()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        connect.Server.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.Change("c4n4ry-second-value");

        workspace.Invalidate(_changed with { LeastVersion = 2, Revoked = true });
        var missing = await Assert.ThrowsAsync<SecretNotFoundException>(async () => await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel));
        Assert.Contains("is at version 1 in Connect, and 2 is the least that may be used", missing.Message, StringComparison.Ordinal);

        connect.Server.Faults.Clear();
        Assert.Equal("c4n4ry-second-value", (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());
    }

    [Fact]
    public async Task Nothing_is_asked_again_and_again_for_what_is_not_there()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var resolver = connect.Open().Resolver;
        var missing = SecretReference.Parse("op://DevFlow/Nothing/api_key");
        await resolver.TryGetAsync("KEY", missing, Cancel);
        connect.Server.Requests.Clear();

        for (var i = 0; i < 100; i++)
            Assert.Null(await resolver.TryGetAsync("KEY", missing, Cancel));

        Assert.Equal(0, connect.Server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_announcement_of_a_key_reaches_it_by_whatever_reference_it_is_read(bool isNamed)
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Write(".env", $"KEY=op://{EmulatedConnect.VaultId}/{EmulatedConnect.ItemId}/api_key\n");
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", cancellationToken: Cancel);
        connect.Change("c4n4ry-second-value");

        workspace.Invalidate(new() { Key = "KEY", Reference = isNamed ? _apiKey : null, LeastVersion = 2 });

        Assert.Equal("c4n4ry-second-value", (await workspace.Resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task A_lagging_replica_that_goes_away_leaves_the_last_value()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment["DEVFLOW_SECRETS_CACHE_SECONDS"] = "1";
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);
        connect.Server.Faults.Add(new() { Kind = FaultKind.Stale });
        connect.Change("c4n4ry-second-value");
        workspace.Invalidate(_changed with { LeastVersion = 2 });
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);

        await connect.Server.StopAsync(Cancel);
        workspace.Invalidate(_changed with { LeastVersion = 2 });

        Assert.Equal("c4n4ry-first-value", (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());
    }

    [Fact]
    public async Task A_field_that_is_added_to_a_remembered_item_is_found_soon()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var resolver = connect.Open().Resolver;
        var added = SecretReference.Parse("op://DevFlow/AOSentry/added");
        await resolver.GetAsync("KEY", _apiKey, Cancel);
        Assert.Null(await resolver.TryGetAsync("ADDED", added, Cancel));

        connect.Server.SetField("DevFlow", "AOSentry", "added", "c4n4ry-added");

        await Until.TrueAsync(async () => await resolver.TryGetAsync("ADDED", added, Cancel) is not null);
    }

    [Fact]
    public async Task The_token_is_masked_like_a_secret()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var scrubber = new SecretScrubber();
        await using var workspace = SecretsWorkspace.Open(connect.Folder.Options() with { Scrubber = scrubber });

        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);

        Assert.Equal("Bearer ***", scrubber.Scrub($"Bearer {EmulatedConnect.Token}"));
    }

    [Fact]
    public async Task One_run_remembers_what_1password_answered_and_resolves_anew()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var resolver = connect.Open(SecretCaching.OneRun).Resolver;
        for (var i = 0; i < 3; i++)
            await resolver.GetAsync("KEY", _apiKey, Cancel);

        Assert.Equal(3, connect.Server.Requests.Count);
    }
}
