namespace DevFlow.Secrets.Tests.Connect;

public class ConnectWriteTests
{
    private const string Item = "itemitemitemitemitemitem01";
    private const string Path = $"/v1/vaults/{ScriptedConnect.Vault}/items/{Item}";

    private readonly ScriptedConnect _connect = new ScriptedConnect().Add(
        Item, "PostgreSQL",
        """ "fields":[{"id":"a~b/c","label":"password","type":"CONCEALED","purpose":"PASSWORD","value":"old","section":{"id":"s"}}] """);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_gets_a_new_value_on_the_version_that_was_read()
    {
        using var client = _connect.Client();
        var item = await client.GetItemAsync(ScriptedConnect.Vault, Item, Cancel);

        var changed = await client.PatchFieldAsync(item, "a~b/c", new ConnectSecret("n\"ew"), cancellationToken: Cancel);

        Assert.Equal(4, changed.Version);
        Assert.Equal([$"GET {Path}", $"GET {Path}", $"PATCH {Path}"], _connect.Asked);
        Assert.Equal("""[{"op":"replace","path":"/fields/a~0b~1c/value","value":"n\u0022ew"}]""", _connect.Sent[^1].Body);
    }

    [Fact]
    public async Task Connect_makes_up_a_value_and_the_rest_of_the_field_stays()
    {
        using var client = _connect.Client();
        var item = await client.GetItemAsync(ScriptedConnect.Vault, Item, Cancel);

        await client.GenerateFieldAsync(
            item, "a~b/c", new ConnectRecipe { Length = 40, CharacterSets = ["LETTERS", "DIGITS"], ExcludeCharacters = "lI" }, cancellationToken: Cancel);

        Assert.Equal(
            """[{"op":"replace","path":"/fields/a~0b~1c","value":"""
            + """{"id":"a~b/c","label":"password","type":"CONCEALED","purpose":"PASSWORD","section":{"id":"s"},"generate":true,"recipe":"""
            + """{"length":40,"characterSets":["LETTERS","DIGITS"],"excludeCharacters":"lI"}}}]""",
            _connect.Sent[^1].Body);
    }

    [Fact]
    public async Task A_field_that_the_item_does_not_have_is_refused_before_anything_is_sent()
    {
        using var client = _connect.Client();
        var item = await client.GetItemAsync(ScriptedConnect.Vault, Item, Cancel);

        var e = await Assert.ThrowsAsync<ConnectException>(
            () => client.PatchFieldAsync(item, "password", new ConnectSecret("c4n4ry"), cancellationToken: Cancel));

        Assert.Equal(ConnectErrorKind.Invalid, e.Kind);
        Assert.Single(_connect.Sent);
    }

    [Fact]
    public async Task Another_version_is_a_conflict_and_nothing_is_changed()
    {
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectConflictException>(() => client.PatchItemAsync(
            ScriptedConnect.Vault, Item, [ConnectPatchOperation.Replace("/title", "x")], expectedVersion: 2, Cancel));
        var deletion = await Assert.ThrowsAsync<ConnectConflictException>(
            () => client.DeleteItemAsync(ScriptedConnect.Vault, Item, expectedVersion: 2, Cancel));

        Assert.Equal((ConnectErrorKind.Conflict, 2, 3), (e.Kind, e.Expected, e.Actual));
        Assert.Contains("version 3, not 2; nothing was changed", e.Message, StringComparison.Ordinal);
        Assert.Equal((2, 3), (deletion.Expected, deletion.Actual));
        Assert.DoesNotContain(_connect.Sent, s => s.Method is not "GET");
    }

    [Fact]
    public async Task A_change_of_somebody_else_in_between_is_told_with_both_versions()
    {
        _connect.Next(
            Replies.Body($$"""{"id":"{{Item}}","version":3}"""), Replies.Body($$"""{"id":"{{Item}}","version":5}"""));
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectConflictException>(() => client.PatchItemAsync(
            ScriptedConnect.Vault, Item, [ConnectPatchOperation.Remove("/tags/1")], expectedVersion: 3, Cancel));

        Assert.Equal((4, 5), (e.Expected, e.Actual));
        Assert.Contains("version 5, not 4; this change was made too", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_changes_leave_the_version_as_it_was()
    {
        using var client = _connect.Client();

        Assert.Equal(3, (await client.PatchItemAsync(ScriptedConnect.Vault, Item, [], expectedVersion: 3, Cancel)).Version);
    }

    [Fact]
    public async Task Without_an_expected_version_one_request_does()
    {
        using var client = _connect.Client();

        await client.PatchItemAsync(
            ScriptedConnect.Vault, Item, [ConnectPatchOperation.AddField(new ConnectField { Label = "l", Value = new ConnectSecret("v") })],
            cancellationToken: Cancel);
        await client.DeleteItemAsync(ScriptedConnect.Vault, Item, cancellationToken: Cancel);

        Assert.Equal([$"PATCH {Path}", $"DELETE {Path}"], _connect.Asked);
        Assert.Equal("""[{"op":"add","path":"/fields","value":{"label":"l","value":"v"}}]""", _connect.Sent[0].Body);
    }

    [Fact]
    public async Task An_item_is_created()
    {
        using var client = _connect.Client();

        var created = await client.CreateItemAsync(
            new ConnectItem
            {
                Title = "New",
                Category = "API_CREDENTIAL",
                Vault = new ConnectItemVault(ScriptedConnect.Vault),
                Tags = ["t"],
                Sections = [new ConnectSection { Id = "s", Label = "S" }],
                Fields = [new ConnectField { Label = "key", Type = "CONCEALED", Value = new ConnectSecret("v"), Section = new ConnectSection { Id = "s" } }],
            },
            Cancel);

        Assert.Equal(("newitemnewitemnewitemnewite", 1), (created.Id, created.Version));
        Assert.Equal(
            $$"""{"title":"New","category":"API_CREDENTIAL","vault":{"id":"{{ScriptedConnect.Vault}}"},"tags":["t"],"sections":[{"id":"s","label":"S"}],"fields":"""
            + """[{"label":"key","type":"CONCEALED","value":"v","section":{"id":"s"}}]}""",
            Assert.Single(_connect.Sent).Body);
    }

    public static TheoryData<string> Faults => ["500", "503", "429", "408", "401", "403", "reset", "html", "truncated"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_write_that_may_have_arrived_is_not_repeated_anywhere(string fault)
    {
        Reply reply = fault switch
        {
            "reset" => Replies.Reset,
            "html" => Replies.Html,
            "truncated" => Replies.Truncated,
            _ => Replies.Status(int.Parse(fault)),
        };
        _connect.Always("a", reply);
        using var client = _connect.Client(with: null, "a", "b");

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.PatchItemAsync(
            ScriptedConnect.Vault, Item, [ConnectPatchOperation.Replace("/title", "c4n4ry")], cancellationToken: Cancel));

        Assert.Single(_connect.Sent);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
        if (fault is "500" or "503" or "reset")
            Assert.Contains("not known whether the change was made; look at the item", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_found_no_connection_is_repeated_on_the_next_endpoint()
    {
        _connect.Always("a", Replies.Refused);
        using var client = _connect.Client(with: null, "a", "b");

        await client.DeleteItemAsync(ScriptedConnect.Vault, Item, cancellationToken: Cancel);

        Assert.Equal(["a", "b"], _connect.Sent.Select(s => s.Host));
    }

    [Fact]
    public async Task A_write_that_found_no_connection_is_repeated_after_a_wait()
    {
        _connect.Next(Replies.Refused, Replies.Refused);
        using var client = _connect.Client();

        await client.DeleteItemAsync(ScriptedConnect.Vault, Item, cancellationToken: Cancel);

        Assert.Equal(3, _connect.Sent.Count);
    }
}
