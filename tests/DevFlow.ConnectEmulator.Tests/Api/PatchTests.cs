namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Connect's own kind of JSON Patch.</summary>
public sealed class PatchTests
{
    [Fact]
    public async Task An_empty_list_changes_nothing()
    {
        await using var caller = await Caller.StartAsync();
        var before = await caller.GetAsync(Known.LoginItem);

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, "[]");

        Assert.Equal(200, (int)patched.Status);
        Assert.Equal(1, (int)patched["version"]);
        Assert.Equal(before.Text, (await caller.GetAsync(Known.LoginItem)).Text);
        Assert.Equal(1, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Theory]
    [InlineData("replace", "/title", "\"Renamed\"", "title", "\"Renamed\"")]
    [InlineData("replace", "/favorite", "false", "favorite", "false")]
    [InlineData("replace", "/tags/1", "\"2\"", "tags", """["one","2"]""")]
    [InlineData("add", "/tags/1", "\"between\"", "tags", """["one","between","two"]""")]
    [InlineData("add", "/tags/2", "\"three\"", "tags", """["one","two","three"]""")]
    [InlineData("add", "/tags/-", "\"three\"", "tags", """["one","two","three"]""")]
    [InlineData("remove", "/tags/0", null, "tags", """["two"]""")]
    [InlineData("remove", "/tags", null, "tags", "[]")]
    [InlineData("replace", "/urls/0/href", "\"https://new.test\"", "urls", """[{"href":"https://new.test","primary":true},{"href":"https://two.test"}]""")]
    public async Task An_attribute_is_changed(string op, string path, string? value, string member, string expected)
    {
        await using var caller = await Caller.StartAsync();

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, Operation(op, path, value));

        Assert.Equal(200, (int)patched.Status);
        Assert.Equal(expected, patched[member].ToJsonString());
        Assert.Equal(2, (int)patched["version"]);
        Assert.Equal(2, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Fact]
    public async Task A_field_goes_by_its_id()
    {
        await using var caller = await Caller.StartAsync();

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, """
            [{"op": "replace", "path": "/fields/username/value", "value": "else"},
             {"op": "replace", "path": "/fields/a~1b~0c/label", "value": "even"},
             {"op": "replace", "path": "/fields/password", "value": {"purpose": "PASSWORD", "type": "CONCEALED", "value": "second"}}]
            """);

        Assert.Equal("else", (string?)patched.Field("username")["value"]);
        Assert.Equal("even", (string?)patched.Field("a/b~c")["label"]);
        Assert.Equal("second", (string?)patched.Field("password")["value"]);
        Assert.Equal(2, (int)patched["version"]);
    }

    [Fact]
    public async Task A_field_is_added_with_an_id_and_removed_by_it()
    {
        await using var caller = await Caller.StartAsync();

        var added = await caller.SendAsync("PATCH", Known.LoginItem, Operation("add", "/fields", """{"label": "new", "value": "v"}"""));
        var id = (string)added.Field("new")["id"]!;
        var removed = await caller.SendAsync("PATCH", Known.LoginItem, Operation("remove", $"/fields/{id}", value: null));

        Assert.NotEmpty(id);
        Assert.Equal(7, added["fields"].AsArray().Count);
        Assert.Equal(6, removed["fields"].AsArray().Count);
        Assert.Equal(3, (int)removed["version"]);
    }

    [Fact]
    public async Task An_empty_field_takes_a_value()
    {
        await using var caller = await Caller.StartAsync();
        var id = (string)(await caller.GetAsync(Known.LoginItem)).Field("empty")["id"]!;

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, Operation("replace", $"/fields/{id}/value", "\"filled\""));

        Assert.Equal("filled", (string?)patched.Field("empty")["value"]);
    }

    [Fact]
    public async Task A_slash_stands_for_the_whole_item()
    {
        await using var caller = await Caller.StartAsync();

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, Operation(
            "replace", "/", $$"""{"vault": {"id": "{{Known.DevFlow}}"}, "title": "Whole", "category": "LOGIN"}"""));

        Assert.Equal("Whole", (string?)patched["title"]);
        Assert.Empty(patched["fields"].AsArray());
    }

    [Fact]
    public async Task Asking_for_a_new_value_gives_one()
    {
        await using var caller = await Caller.StartAsync();

        var patched = await caller.SendAsync("PATCH", Known.LoginItem, Operation("add", "/fields/password/generate", "true"));

        Assert.Matches("^.{32}$", (string?)patched.Field("password")["value"]);
        Assert.InRange((double)patched.Field("password")["entropy"]!, 150, 250);
        var chosen = await caller.SendAsync("PATCH", Known.LoginItem, Operation("replace", "/fields/password/value", "\"chosen\""));
        Assert.False(chosen.Field("password").ContainsKey("entropy"));
    }

    [Theory]
    [InlineData("""{"op": "move", "path": "/title", "value": "x"}""", "Invalid op: it has to be add, remove or replace")]
    [InlineData("""{"path": "/title", "value": "x"}""", "Invalid op: it has to be add, remove or replace")]
    [InlineData("""{"op": "replace", "value": "x"}""", "Invalid patch: the operation has no path")]
    [InlineData("""{"op": "replace", "path": "/title"}""", "Invalid patch: the operation has no value")]
    [InlineData("""{"op": "replace", "path": "title", "value": "x"}""", "Invalid path: it has to begin with a slash")]
    [InlineData("""{"op": "replace", "path": "/fields/a~2", "value": "x"}""", "Invalid path: a tilde is written ~0")]
    [InlineData("""{"op": "replace", "path": "/fields/a~", "value": "x"}""", "Invalid path: a tilde is written ~0")]
    [InlineData("""{"op": "replace", "path": "/fields/none/value", "value": "x"}""", "Invalid path: there is no /fields/none/value")]
    [InlineData("""{"op": "replace", "path": "/fields/0/value", "value": "x"}""", "Invalid path: there is no /fields/0/value")]
    [InlineData("""{"op": "replace", "path": "/fields/none", "value": {}}""", "Invalid path: there is no /fields/none")]
    [InlineData("""{"op": "replace", "path": "/fields/username", "value": "x"}""", "Invalid value: an object is expected")]
    [InlineData("""{"op": "remove", "path": "/fields/none"}""", "Invalid path: there is no /fields/none")]
    [InlineData("""{"op": "remove", "path": "/nothing"}""", "Invalid path: there is no /nothing")]
    [InlineData("""{"op": "remove", "path": "/"}""", "Invalid path: DELETE removes an item")]
    [InlineData("""{"op": "replace", "path": "/", "value": 1}""", "Invalid value: an item is expected")]
    [InlineData("""{"op": "replace", "path": "/tags/9", "value": "x"}""", "Invalid path: there is no /tags/9")]
    [InlineData("""{"op": "replace", "path": "/tags/-1", "value": "x"}""", "Invalid path: there is no /tags/-1")]
    [InlineData("""{"op": "replace", "path": "/title/deep", "value": "x"}""", "Invalid path: there is no /title/deep")]
    [InlineData("""{"op": "replace", "path": "/title", "value": 5}""", "Invalid title: a text is expected")]
    [InlineData("""{"op": "replace", "path": "/id", "value": "x"}""", "Invalid path: id cannot be changed")]
    [InlineData("""{"op": "replace", "path": "/version", "value": 9}""", "Invalid path: version cannot be changed")]
    [InlineData("""{"op": "replace", "path": "/category", "value": "SECRET"}""", "Invalid item category")]
    [InlineData("1", "Invalid patch: a list of operations is expected")]
    public async Task One_bad_operation_undoes_all(string operation, string message)
    {
        await using var caller = await Caller.StartAsync();
        var before = await caller.GetAsync(Known.LoginItem);

        (await caller.SendAsync("PATCH", Known.LoginItem, $$"""[{"op": "replace", "path": "/favorite", "value": false}, {{operation}}]"""))
            .IsError(400, message);

        Assert.Equal(before.Text, (await caller.GetAsync(Known.LoginItem)).Text);
        Assert.Equal(1, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Theory]
    [InlineData("{}", "Invalid patch: a list of operations is expected")]
    [InlineData("[", "Invalid JSON")]
    public async Task A_body_that_is_no_list_is_refused(string body, string message)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("PATCH", Known.LoginItem, body)).IsError(400, message);
    }

    private static string Operation(string op, string path, string? value) => value is null
        ? $$"""[{"op": "{{op}}", "path": "{{path}}"}]"""
        : $$"""[{"op": "{{op}}", "path": "{{path}}", "value": {{value}}}]""";
}
