using DevFlow.ConnectEmulator;
using DevFlow.Secrets.Tests.OnePassword;

namespace DevFlow.Secrets.Tests.Stores;

public sealed class OnePasswordStoreTests : IAsyncLifetime
{
    private const string Catalog = """
        a: { first: { env: FIRST, ref: "op://DevFlow/New/first" }, url: { env: A_URL, ref: "op://DevFlow/New/url", secret: false } }
        b: { deep: { env: DEEP, ref: "op://DevFlow/New/Part/deep" }, known: { env: KNOWN, ref: "op://DevFlow/AOSentry/api_key" } }
        c: { twin: { env: TWIN, ref: "op://DevFlow/Twin/password" }, gone: { env: GONE, ref: "op://Nowhere/Item/field" } }
        d: { code: { env: CODE, ref: "op://DevFlow/AOSentry/code?attribute=otp" }, file: { env: FILE, ref: "op://DevFlow/AOSentry/key.pem" } }
        e: { added: { env: ADDED, ref: "op://DevFlow/AOSentry/Section/added" }, also: { env: ALSO, ref: "op://DevFlow/AOSentry/Section/also" } }
        f: { plain: { env: PLAIN } , same: { env: SAME, ref: "op://DevFlow/New/first" } }
        """;

    private EmulatedConnect _connect = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ConnectEmulatorServer Server => _connect.Server;

    public async ValueTask InitializeAsync()
    {
        _connect = await EmulatedConnect.StartAsync();
        _connect.Folder.Write("config/secrets.yaml", Catalog);
    }

    public ValueTask DisposeAsync() => _connect.DisposeAsync();

    [Fact]
    public async Task Odd_values_are_read_back_as_they_were_written()
    {
        _connect.Folder.Write("config/secrets.yaml", Odd.Catalog);
        var store = Store();

        await store.WriteAsync(Odd.Secrets, Cancel);

        var answers = await store.ReadAsync([.. Odd.Values.Keys], Cancel);
        Assert.All(Odd.Values, pair => Assert.Equal(pair.Value, answers[pair.Key].Value!.Reveal()));
        Assert.Equal(2, Writes().Count);
    }

    [Fact]
    public async Task A_missing_item_comes_into_being_with_its_fields_and_sections_in_one_write()
    {
        await Store().WriteAsync(Secrets(("FIRST", "one"), ("A_URL", "two"), ("DEEP", "three")), Cancel);

        var item = Server.FindItem("DevFlow", "New")!;
        Assert.Equal(["POST"], Writes());
        Assert.Equal("API_CREDENTIAL", item.Category);
        Assert.Equal([("first", "CONCEALED", "one"), ("url", "STRING", "two"), ("deep", "CONCEALED", "three")], item.Fields.Select(f => (f.Label!, f.Type, f.Value!)));
        Assert.Equal("Part", item.Sections.Single().Label);
        Assert.Equal(item.Sections[0].Id, item.Fields[2].SectionId);
    }

    [Fact]
    public async Task An_item_that_is_there_gets_fields_and_a_section_in_one_write_and_keeps_the_rest()
    {
        var store = Store();
        await store.WriteAsync(Secrets(("KNOWN", "new"), ("ADDED", "one"), ("ALSO", "two")), Cancel);

        var item = Server.FindItem("DevFlow", "AOSentry")!;
        var answers = await store.ReadAsync(["KNOWN", "ADDED", "ALSO"], Cancel);
        Assert.Equal(["PATCH"], Writes());
        Assert.Equal(["api_key", "endpoint", "code", "added", "also"], item.Fields.Select(field => field.Label));
        Assert.Equal("Section", item.Sections.Single(section => section.Id == item.Fields[3].SectionId).Label);
        Assert.Equal(["new", "one", "two"], answers.Values.Select(answer => answer.Value!.Reveal()));
    }

    [Fact]
    public async Task Writing_again_changes_nothing()
    {
        var store = Store();
        await store.WriteAsync(Secrets(("FIRST", "one")), Cancel);
        await store.WriteAsync(Secrets(("FIRST", "one")), Cancel);

        Assert.Equal(["POST"], Writes());
        Assert.Equal(1, Server.FindItem("DevFlow", "New")!.Version);
    }

    [Fact]
    public async Task An_item_that_was_made_although_the_answer_was_lost_is_found_and_no_second_one_is_made()
    {
        Server.Faults.Add(new FaultRule { Kind = FaultKind.Truncated, Method = "POST", Times = 1 });

        await Store().WriteAsync(Secrets(("FIRST", "one")), Cancel);

        Assert.Equal(["POST"], Writes());
        Assert.Equal("one", (await Store().ReadAsync(["FIRST"], Cancel))["FIRST"].Value!.Reveal());
    }

    [Theory]
    [InlineData("FIRST", "POST")]
    [InlineData("KNOWN", "PATCH")]
    public async Task A_write_that_may_have_arrived_is_not_sent_again_and_the_next_run_makes_it(string key, string method)
    {
        Server.Faults.Add(new FaultRule { Kind = FaultKind.Drop, Method = method, Times = 1 });

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secrets((key, "one")), Cancel));
        Assert.Equal(SourceOutcome.Unavailable, e.Outcome);
        Assert.Contains("not known whether the change was made", e.Detail, StringComparison.Ordinal);
        Assert.Equal([method], Writes());

        await Store().WriteAsync(Secrets((key, "one")), Cancel);
        Assert.Equal("one", (await Store().ReadAsync([key], Cancel))[key].Value!.Reveal());
    }

    [Fact]
    public async Task A_change_that_somebody_else_makes_meanwhile_stays()
    {
        // What is read first is from before the change of somebody else, as of a server that has not synced.
        Server.Faults.Add(new FaultRule { Kind = FaultKind.Stale, Method = "GET", Path = "/items/", Times = 1 });
        Server.SetField("DevFlow", "AOSentry", "endpoint", "changed-meanwhile");

        await Store().WriteAsync(Secrets(("KNOWN", "new")), Cancel);

        var item = Server.FindItem("DevFlow", "AOSentry")!;
        Assert.Equal(["new", "changed-meanwhile"], item.Fields.Take(2).Select(field => field.Value));
        Assert.Equal(["PATCH"], Writes());
    }

    [Fact]
    public async Task Removing_takes_the_field_and_leaves_the_others()
    {
        var store = Store();
        await store.WriteAsync(Secrets(("ADDED", "one")), Cancel);
        await store.RemoveAsync(["KNOWN", "ADDED", "FIRST"], Cancel);

        Assert.Equal(["endpoint", "code"], Server.FindItem("DevFlow", "AOSentry")!.Fields.Select(field => field.Label));
        Assert.All((await store.ReadAsync(["KNOWN", "ADDED"], Cancel)).Values, answer => Assert.Equal(SourceOutcome.NotFound, answer.Outcome));
    }

    [Theory]
    [InlineData("GONE", SourceOutcome.NotConfigured, "no vault 'Nowhere'")]
    [InlineData("TWIN", SourceOutcome.Ambiguous, "2 items named 'Twin'")]
    [InlineData("CODE", SourceOutcome.NotConfigured, "made of a field")]
    [InlineData("FILE", SourceOutcome.NotConfigured, "attached file")]
    [InlineData("PLAIN", SourceOutcome.NotConfigured, "no 1Password reference")]
    [InlineData("UNKNOWN", SourceOutcome.NotConfigured, "no 1Password reference")]
    public async Task What_cannot_be_written_is_said_and_nothing_is_sent(string key, SourceOutcome outcome, string said)
    {
        var write = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secrets((key, "c4n4ry")), Cancel));

        Assert.Equal(outcome, write.Outcome);
        Assert.Contains(said, write.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", write.ToString(), StringComparison.Ordinal);
        Assert.Empty(Writes());
    }

    [Fact]
    public async Task A_vault_that_is_not_there_is_told_from_a_value_that_is_not_there()
    {
        var answers = await Store().ReadAsync(["GONE", "FIRST", "PLAIN"], Cancel);

        Assert.Equal(
            [SourceOutcome.NotConfigured, SourceOutcome.NotFound, SourceOutcome.NotFound],
            ((string[])["GONE", "FIRST", "PLAIN"]).Select(key => answers[key].Outcome));
    }

    [Fact]
    public async Task Two_keys_that_share_a_field_have_to_agree()
    {
        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secrets(("FIRST", "one"), ("SAME", "two")), Cancel));
        Assert.Contains("FIRST and SAME share op://DevFlow/New/first", e.Detail, StringComparison.Ordinal);

        await Store().WriteAsync(Secrets(("FIRST", "one"), ("SAME", "one")), Cancel);
        Assert.Single(Server.FindItem("DevFlow", "New")!.Fields);
    }

    [Fact]
    public async Task A_token_that_may_only_read_is_denied()
    {
        _connect.Folder.Environment["OP_CONNECT_TOKEN"] = "not-a-token-of-this-server";

        var write = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secrets(("KNOWN", "new")), Cancel));
        var read = await Store().ReadAsync(["KNOWN"], Cancel);

        Assert.Equal((SourceOutcome.Denied, SourceOutcome.Denied), (write.Outcome, read["KNOWN"].Outcome));
    }

    [Fact]
    public async Task What_is_written_and_removed_is_put_on_record_before()
    {
        await using (var workspace = _connect.Open(SecretCaching.None, auditAs: "tests"))
        {
            await workspace.GetStore(SecretSourceNames.OnePassword).WriteAsync(Secrets(("KNOWN", "c4n4ry")), Cancel);
            await workspace.GetStore(SecretSourceNames.DotEnv).RemoveAsync(["KNOWN"], Cancel);
        }

        var lines = string.Concat(Directory.GetFiles(Path.Combine(_connect.Folder.Root, "logs", "audit")).Select(File.ReadAllText));
        Assert.Contains(""" "key":"KNOWN","tier":"system","outcome":"written","source":"1password" """.Trim(), lines, StringComparison.Ordinal);
        Assert.Contains(""" "key":"KNOWN","tier":"system","outcome":"removed","source":".env" """.Trim(), lines, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", lines, StringComparison.Ordinal);
    }

    private ISecretStore Store() => _connect.Open(SecretCaching.None).GetStore(SecretSourceNames.OnePassword);

    private List<string> Writes() => [.. Server.Requests.All.Select(request => request.Method).Where(method => method != "GET")];

    private static Dictionary<string, SecretValue> Secrets(params (string Key, string Value)[] values) =>
        values.ToDictionary(pair => pair.Key, pair => new SecretValue(pair.Value, "test", DateTimeOffset.UnixEpoch));
}
