namespace DevFlow.Secrets.Tests.Connect;

public class OnePasswordReaderTests
{
    private const string Vault = ScriptedConnect.Vault;
    private const string Item = "itemitemitemitemitemitem01";
    private const string Other = "itemitemitemitemitemitem02";

    private const string Fields = """ "fields":[{"id":"u","label":"username","value":"me"},{"id":"p","label":"password","value":"secret"}] """;

    private readonly ScriptedConnect _connect = new ScriptedConnect().Add(Item, "PostgreSQL", Fields);
    private readonly KeptAnswers _cache = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"op://{Vault}/{Item}/password", 1)]
    [InlineData($"op://{Vault}/PostgreSQL/password", 2)]
    [InlineData($"op://DevFlow/{Item}/password", 2)]
    [InlineData("op://DevFlow/PostgreSQL/password", 3)]
    [InlineData("op://devflow/postgresql/PASSWORD", 3)]
    public async Task A_value_takes_one_call_for_each_thing_that_is_not_known(string reference, int calls)
    {
        using var client = _connect.Client();

        var read = await ReadAsync(client, reference);

        Assert.Equal(("secret", Vault, Item, 3, false, null), (read.Value, read.VaultId, read.ItemId, read.Version, read.CacheHit, read.StaleFor));
        Assert.Equal(calls, _connect.Sent.Count);
    }

    [Fact]
    public async Task Fields_of_one_item_share_one_read()
    {
        using var client = _connect.Client();

        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        var second = await ReadAsync(client, "op://DEVFLOW/postgresql/username");

        Assert.Equal(("me", true), (second.Value, second.CacheHit));
        Assert.Equal(3, _connect.Sent.Count);
    }

    [Fact]
    public async Task A_known_title_costs_one_call()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));

        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");

        Assert.Equal($"GET /v1/vaults/{Vault}/items/{Item}", _connect.Asked.Skip(3).Single());
    }

    [Fact]
    public async Task What_is_served_stale_says_so_by_its_oldest_part()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        _cache.StaleFor[ConnectCacheKind.Vault] = TimeSpan.FromMinutes(9);
        _cache.StaleFor[ConnectCacheKind.Item] = TimeSpan.FromMinutes(2);

        Assert.Equal(TimeSpan.FromMinutes(9), (await ReadAsync(client, "op://DevFlow/PostgreSQL/password")).StaleFor);
    }

    [Theory]
    [InlineData("op://Nowhere/PostgreSQL/password", "no vault 'Nowhere'")]
    [InlineData("op://aaaaaaaaaaaaaaaaaaaaaaaaaa/PostgreSQL/password", "no vault 'aaaaaaaaaaaaaaaaaaaaaaaaaa'")]
    [InlineData("op://DevFlow/Nothing/password", "vault 'DevFlow' has no item 'Nothing'")]
    [InlineData("op://DevFlow/aaaaaaaaaaaaaaaaaaaaaaaaaa/password", "vault 'DevFlow' has no item 'aaaaaaaaaaaaaaaaaaaaaaaaaa'")]
    [InlineData("op://DevFlow/PostgreSQL/nothing", "item 'PostgreSQL' has no field or file 'nothing'; it has: username (u), password (p)")]
    public async Task What_is_not_there_is_named(string reference, string expected)
    {
        using var client = _connect.Client();

        var e = await FailAsync(client, reference);

        Assert.Equal(ConnectErrorKind.NotFound, e.Kind);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_vaults_of_one_name_are_told_with_their_ids()
    {
        _connect.Vaults.Add(("vaultvaultvaultvaultvault2", "devflow"));
        using var client = _connect.Client();

        var e = await FailAsync(client, "op://DevFlow/PostgreSQL/password");

        Assert.Equal(ConnectErrorKind.Ambiguous, e.Kind);
        Assert.Contains("2 vaults are named 'DevFlow': vaultvaultvaultvaultvault1, vaultvaultvaultvaultvault2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_items_of_one_title_are_told_with_their_ids()
    {
        _connect.Add(Other, "POSTGRESQL", Fields);
        using var client = _connect.Client();

        var e = await FailAsync(client, "op://DevFlow/PostgreSQL/password");

        Assert.Equal(ConnectErrorKind.Ambiguous, e.Kind);
        Assert.Contains($"2 items named 'PostgreSQL': {Item}, {Other}", e.Message, StringComparison.Ordinal);
        Assert.Equal("secret", (await ReadAsync(client, $"op://DevFlow/{Other}/password")).Value);
    }

    [Fact]
    public async Task What_is_archived_is_not_meant_by_a_title()
    {
        _connect.Add(Other, "PostgreSQL", """ "state":"ARCHIVED" """);
        using var client = _connect.Client();

        Assert.Equal(Item, (await ReadAsync(client, "op://DevFlow/PostgreSQL/password")).ItemId);
    }

    [Fact]
    public async Task A_title_in_the_form_of_an_id_is_found_after_the_id_is_not()
    {
        _connect.Vaults[0] = (Vault, "abcdefghijklmnopqrstuvwxyz");
        _connect.Add(Other, "zyxwvutsrqponmlkjihgfedcba", Fields);
        using var client = _connect.Client();

        var read = await ReadAsync(client, "op://abcdefghijklmnopqrstuvwxyz/zyxwvutsrqponmlkjihgfedcba/username");

        Assert.Equal((Vault, Other, "me"), (read.VaultId, read.ItemId, read.Value));
    }

    [Theory]
    [InlineData(401, ConnectErrorKind.Denied)]
    [InlineData(403, ConnectErrorKind.Denied)]
    [InlineData(500, ConnectErrorKind.Unavailable)]
    [InlineData(400, ConnectErrorKind.Invalid)]
    public async Task Any_failure_but_404_stays_what_it_is(int status, ConnectErrorKind kind)
    {
        _connect.Always("a", Replies.Status(status));
        using var client = _connect.Client(o => o with { Retries = 0 });

        var e = await FailAsync(client, $"op://{Vault}/{Item}/password");

        Assert.Equal((kind, status), (e.Kind, e.Status));
        Assert.All(_connect.Asked, asked => Assert.Equal($"GET /v1/vaults/{Vault}/items/{Item}", asked));
    }

    [Fact]
    public async Task A_title_that_moved_to_another_item_is_looked_up_once_more()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        _connect.Items.Clear();
        _connect.Add(Other, "PostgreSQL", """ "fields":[{"id":"p","label":"password","value":"new"}] """);
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));

        var read = await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");

        Assert.Equal(("new", Other), (read.Value, read.ItemId));
        Assert.Equal(["items/" + Item, "items?filter=title%20eq%20%22PostgreSQL%22", "items/" + Other], Tails().Skip(3));
    }

    [Fact]
    public async Task An_item_that_was_renamed_is_not_taken_for_its_old_title()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        _connect.Items.Single()["title"] = "PostgreSQL (old)";
        _connect.Add(Other, "PostgreSQL", """ "fields":[{"id":"p","label":"password","value":"new"}] """);
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));

        Assert.Equal("new", (await ReadAsync(client, "op://DevFlow/PostgreSQL/password")).Value);
    }

    [Fact]
    public async Task An_item_that_is_gone_for_good_is_not_found_and_looked_up_once()
    {
        using var client = _connect.Client();
        await ReadAsync(client, $"op://{Vault}/PostgreSQL/password");
        _connect.Items.Clear();
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));

        var e = await FailAsync(client, $"op://{Vault}/PostgreSQL/password");

        Assert.Equal(ConnectErrorKind.NotFound, e.Kind);
        Assert.Contains("has no item 'PostgreSQL'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_was_made_anew_is_looked_up_once_more()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        const string NewVault = "vaultvaultvaultvaultvault2";
        _connect.Vaults[0] = (NewVault, "DevFlow");
        _connect.Add(Other, "PostgreSQL", """ "fields":[{"id":"p","label":"password","value":"new"}] """, NewVault);
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));

        var read = await ReadAsync(client, "op://DevFlow/PostgreSQL/password");

        Assert.Equal(("new", NewVault, Other), (read.Value, read.VaultId, read.ItemId));
    }

    [Fact]
    public async Task A_vault_that_is_denied_and_still_has_its_id_stays_denied()
    {
        using var client = _connect.Client();
        await ReadAsync(client, "op://DevFlow/PostgreSQL/password");
        _cache.Forget(ConnectCacheKey.Item(Vault, Item));
        _connect.Next(Replies.Status(403), Replies.Status(403));

        Assert.Equal(ConnectErrorKind.Denied, (await FailAsync(client, "op://DevFlow/PostgreSQL/password")).Kind);
    }

    [Fact]
    public void Keys_of_the_cache_tell_things_apart_and_not_cases()
    {
        Assert.Equal(ConnectCacheKey.Vault("DevFlow"), ConnectCacheKey.Vault("devflow"));
        Assert.Equal(ConnectCacheKey.Title("v", "A b").ToString(), ConnectCacheKey.Title("v", "a B").ToString());
        Assert.Equal(
            4, new[] { ConnectCacheKey.Vault("v/x"), ConnectCacheKey.Title("v", "x"), ConnectCacheKey.Item("v", "x"), ConnectCacheKey.File("v", "x", 1, "f") }
                .Select(key => key.ToString()).Distinct(StringComparer.Ordinal).Count());
    }

    private IEnumerable<string> Tails() => _connect.Sent.Select(s => s.Target[Math.Max(0, s.Target.LastIndexOf("items", StringComparison.Ordinal))..]);

    private Task<OnePasswordRead> ReadAsync(ConnectClient client, string reference) =>
        new OnePasswordReader(client, _cache).ReadAsync(SecretReference.Parse(reference), Cancel);

    private Task<ConnectException> FailAsync(ConnectClient client, string reference) =>
        Assert.ThrowsAnyAsync<ConnectException>(() => ReadAsync(client, reference));
}
