namespace DevFlow.Secrets.Tests.Caching;

public sealed class InMemoryConnectCacheTests
{
    private static readonly ConnectCacheKey _item = ConnectCacheKey.Item("v", "i");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_is_never_called_stale_before_it_is_read_anew()
    {
        using var cache = Cache(fresh: 1);
        for (var i = 0; i < 20; i++)
            cache.Put(ConnectCacheKey.Item("v", $"i{i}"), "put", cache.Epoch);

        var stale = 0;
        var renewed = new HashSet<int>();
        await Until.TrueAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var read = await cache.GetAsync(ConnectCacheKey.Item("v", $"i{i}"), _ => Task.FromResult("read"), Cancel);
                stale += read.StaleFor is null ? 0 : 1;
                if (read.Value == "read")
                    renewed.Add(i);
            }

            return renewed.Count == 20;
        });

        Assert.Equal(0, stale);
    }

    [Fact]
    public async Task A_read_that_something_forgotten_overtakes_is_kept_from_those_who_come_after()
    {
        using var cache = Cache();
        var gate = new TaskCompletionSource<string>();
        var before = cache.GetAsync(_item, _ => gate.Task, Cancel).AsTask();

        cache.Forget(_item);
        gate.SetResult("old");

        Assert.NotNull((await before).StaleFor);
        Assert.Equal("new", (await cache.GetAsync(_item, _ => Task.FromResult("new"), Cancel)).Value);
    }

    [Fact]
    public async Task What_was_read_to_be_put_before_something_was_forgotten_is_not_put_as_fresh()
    {
        using var cache = Cache();
        var epoch = cache.Epoch;
        cache.Forget(_item);
        cache.Put(_item, "old", epoch);

        Assert.Equal("new", (await cache.GetAsync(_item, _ => Task.FromResult("new"), Cancel)).Value);
    }

    [Fact]
    public async Task Those_who_wait_for_a_call_that_fails_share_its_failure()
    {
        using var cache = Cache();
        var gate = new TaskCompletionSource();
        var calls = 0;
        var all = Enumerable.Range(0, 20).Select(_ => cache.GetAsync<string>(_item, async _ =>
        {
            Interlocked.Increment(ref calls);
            await gate.Task;
            throw new ConnectException(ConnectErrorKind.Unavailable, "away");
        }, Cancel).AsTask()).ToArray();

        gate.SetResult();

        foreach (var one in all)
            Assert.Equal(ConnectErrorKind.Unavailable, (await Assert.ThrowsAsync<ConnectException>(() => one)).Kind);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void An_item_is_forgotten_also_when_the_id_of_its_title_is_past_its_time()
    {
        using var cache = Cache();
        using var client = new ConnectClient(new() { Endpoints = [new("http://127.0.0.1:1")], Token = () => "token" });
        var items = new OnePasswordItems(client, cache);
        cache.Put(ConnectCacheKey.Vault("DevFlow"), "v", cache.Epoch);
        cache.Put(ConnectCacheKey.Title("v", "AOSentry"), "i", cache.Epoch);
        cache.Put(_item, new ConnectItem { Id = "i", Title = "AOSentry" }, cache.Epoch);
        cache.Forget(ConnectCacheKey.Title("v", "AOSentry"), keepStale: true);

        items.Forget(SecretReference.Parse("op://DevFlow/AOSentry/api_key"), keepStale: false);

        Assert.Null(cache.Find<ConnectItem>(_item));
    }

    [Fact]
    public async Task When_all_is_forgotten_stale_values_stay_only_if_they_may()
    {
        using var cache = Cache();
        cache.Put(_item, "old", cache.Epoch);

        cache.ForgetAll(keepStale: true);
        var stale = await cache.GetAsync<string>(_item, _ => throw new ConnectException(ConnectErrorKind.Unavailable, "away"), Cancel);
        Assert.Equal("old", stale.Value);
        Assert.NotNull(stale.StaleFor);

        cache.ForgetAll(keepStale: false);
        await Assert.ThrowsAsync<ConnectException>(async () =>
            await cache.GetAsync<string>(_item, _ => throw new ConnectException(ConnectErrorKind.Unavailable, "away"), Cancel));
    }

    private static InMemoryConnectCache Cache(double fresh = 300) =>
        new(new SecretCachingTimes(TimeSpan.FromSeconds(fresh), TimeSpan.FromHours(1)), TimeProvider.System);
}
