namespace DevFlow.Secrets.Tests.Connect;

public sealed class OnePasswordPreloadTests : IDisposable
{
    private const string Vault = ScriptedConnect.Vault;

    private readonly ScriptedConnect _connect = new();
    private readonly KeptAnswers _cache = new();
    private readonly ListLogger _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task The_catalog_takes_one_listing_of_vaults_one_of_items_and_a_read_for_each_item()
    {
        using var client = Client(30);
        var references = Enumerable.Range(0, 30).SelectMany(i => new[] { $"op://DevFlow/Item {i}/a", $"op://devflow/item {i}/b" }).ToList();

        await PreloadAsync(client, references);
        var preloaded = _connect.Sent.Count;
        var reads = await Task.WhenAll(references.Select(r => new OnePasswordReader(client, _cache).ReadAsync(SecretReference.Parse(r), Cancel)));

        Assert.Equal(32, preloaded);
        Assert.Equal(preloaded, _connect.Sent.Count);
        Assert.All(reads, read => Assert.True(read.CacheHit));
    }

    [Fact]
    public async Task Ids_need_no_listing()
    {
        using var client = Client(2);

        await PreloadAsync(client, [$"op://{Vault}/{Id(0)}/a", $"op://{Vault}/{Id(0)}/b", $"op://{Vault}/{Id(1)}/a"]);

        Assert.Equal([$"GET /v1/vaults/{Vault}/items/{Id(0)}", $"GET /v1/vaults/{Vault}/items/{Id(1)}"], _connect.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_vault_by_id_and_by_name_is_listed_once()
    {
        using var client = Client(2);

        await PreloadAsync(client, [$"op://{Vault}/Item 0/a", "op://DevFlow/Item 1/a"]);

        Assert.Single(_connect.Asked, asked => asked.EndsWith("/items", StringComparison.Ordinal));
        Assert.Equal(4, _connect.Sent.Count);
    }

    [Fact]
    public async Task What_fails_is_left_out_and_shows_when_it_is_read()
    {
        using var client = Client(3);
        _connect.Add("itemitemitemitemitemitem99", "Item 2");
        _connect.Vaults.Add(("vaultvaultvaultvaultvault2", "Twin"));
        _connect.Vaults.Add(("vaultvaultvaultvaultvault3", "twin"));

        await PreloadAsync(
            client,
            [
                "op://DevFlow/Item 0/a", "op://DevFlow/Missing/a", "op://Nowhere/x/a", "op://Twin/x/a", "op://DevFlow/Item 2/a",
                $"op://{Vault}/aaaaaaaaaaaaaaaaaaaaaaaaaa/a",
            ]);

        Assert.Contains(ConnectCacheKey.Item(Vault, Id(0)), _cache.Keys);
        Assert.DoesNotContain(ConnectCacheKey.Vault("Twin"), _cache.Keys);
        Assert.DoesNotContain(ConnectCacheKey.Title(Vault, "Item 2"), _cache.Keys);
        Assert.Contains(_log.Lines, line => line.Text.Contains("aaaaaaaaaaaaaaaaaaaaaaaaaa", StringComparison.Ordinal));
        Assert.Equal(
            ConnectErrorKind.Ambiguous,
            (await Assert.ThrowsAsync<ConnectException>(
                () => new OnePasswordReader(client, _cache).ReadAsync(SecretReference.Parse("op://DevFlow/Item 2/a"), Cancel))).Kind);
    }

    [Fact]
    public async Task Connect_being_away_is_no_failure_of_the_preload()
    {
        _connect.Always("a", Replies.Refused);
        using var client = Client(1);

        await PreloadAsync(client, ["op://DevFlow/Item 0/a", $"op://{Vault}/{Id(0)}/a"]);

        Assert.Empty(_cache.Keys);
        Assert.Contains(_log.Lines, line => line.Text.Contains("could not be loaded ahead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_than_sixteen_questions_are_asked_at_once()
    {
        var asking = 0;
        var most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(40);
        _connect.Always("a", async (request, cancellationToken) =>
        {
            var now = Interlocked.Increment(ref asking);
            InterlockedMax(ref most, now);
            if (now == 16)
                full.TrySetResult();
            await full.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
            Interlocked.Decrement(ref asking);
            return Replies.Json($$"""{"id":"{{request.RequestUri!.Segments[^1]}}","title":"t"}""");
        });

        await PreloadAsync(client, Enumerable.Range(0, 40).Select(i => $"op://{Vault}/{Id(i)}/a"));

        Assert.Equal(16, most);
        Assert.Equal(40, _cache.Keys.Count());
    }

    [Fact]
    public async Task Nothing_to_load_asks_nothing()
    {
        using var client = Client(0);

        await PreloadAsync(client, []);

        Assert.Empty(_connect.Sent);
    }

    [Fact]
    public async Task Who_gives_up_is_heard()
    {
        using var client = Client(1);
        using var giveUp = new CancellationTokenSource();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new OnePasswordReader(client, _cache).PreloadAsync([SecretReference.Parse("op://DevFlow/Item 0/a")], giveUp.Token));
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, now, seen);
    }

    private static string Id(int i) => $"itemitemitemitemitemite{i:000}";

    private static Task PreloadAsync(ConnectClient client, IEnumerable<string> references, KeptAnswers cache) =>
        new OnePasswordReader(client, cache).PreloadAsync(references.Select(SecretReference.Parse), Cancel);

    private Task PreloadAsync(ConnectClient client, IEnumerable<string> references) => PreloadAsync(client, references, _cache);

    private ConnectClient Client(int items)
    {
        for (var i = 0; i < items; i++)
            _connect.Add(Id(i), $"Item {i}", """ "fields":[{"id":"a","value":"1"},{"id":"b","value":"2"}] """);
        return _connect.Client(o => o with { Logger = _log });
    }
}
