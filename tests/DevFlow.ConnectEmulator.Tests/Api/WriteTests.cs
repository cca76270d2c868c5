namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Making, replacing and deleting items.</summary>
public sealed class WriteTests
{
    private const string InVault = $$""" "vault": {"id": "{{Known.DevFlow}}"} """;

    [Fact]
    public async Task An_item_that_was_made_is_there()
    {
        await using var caller = await Caller.StartAsync();

        var made = await caller.SendAsync("POST", Known.Items, $$"""
            {{{InVault}}, "title": "New", "category": "LOGIN", "tags": ["t"], "urls": [{"href": "https://new.test", "label": "l", "primary": true}],
             "sections": [{"id": "s", "label": "Section"}], "unknown": 1, "trashed": false,
             "fields": [{"purpose": "USERNAME", "value": "me"}, {"label": "key", "type": "CONCEALED", "value": "v", "section": {"id": "s"} }]}
            """);

        Assert.Equal(200, (int)made.Status);
        Assert.Matches("^[a-z0-9]{26}$", (string?)made["id"]);
        Assert.Equal(1, (int)made["version"]);
        Assert.Equal("username", (string?)made.Field("username")["label"]);
        Assert.NotEmpty((string)made.Field("key")["id"]!);
        Assert.Equal(made.Text, (await caller.GetAsync($"{Known.Items}/{made["id"]}")).Text);
        Assert.Equal(2, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Theory]
    [InlineData("""{"category": "LOGIN"}""", "The item doesn't have a {vault.id} field.")]
    [InlineData("""{"category": "LOGIN", "vault": {"id": "otherotherotherotherothero"}}""", "Invalid vault.id: it is not the vault of the path")]
    [InlineData($"{{{InVault}}}", "Invalid item category")]
    [InlineData($$"""{{{InVault}}, "category": "SECRET"}""", "Invalid item category")]
    [InlineData($$"""{{{InVault}}, "category": "DOCUMENT"}""", "Items of the category DOCUMENT cannot be created with Connect")]
    [InlineData($$"""{{{InVault}}, "category": "CUSTOM"}""", "Items of the category CUSTOM cannot be created with Connect")]
    [InlineData($$"""{{{InVault}}, "category": "PASSWORD"}""", "The item doesn't have a {password} field.")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "title": 1}""", "Invalid title: a text is expected")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "tags": "t"}""", "Invalid tags: a list is expected")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "favorite": "no"}""", "Invalid favorite: true or false is expected")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "urls": [{}]}""", "Invalid urls: href is missing")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [1]}""", "Invalid fields: a list of objects is expected")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [{"id": "a"}, {"id": "a"}]}""", "Invalid fields: two have the same id")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "sections": [{"id": "a"}, {"id": "a"}]}""", "Invalid sections: two have the same id")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [{"purpose": "X"}]}""", "Invalid field purpose")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [{"type": "X"}]}""", "Invalid field type")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [{"id": "d", "type": "DATE", "value": "31.12."}]}""", "Invalid value: the field d is not a date: write it as 2030-12-31")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "fields": [{"id": "m", "type": "MONTH_YEAR", "value": "203013"}]}""", "Invalid value: the field m is not a month: write it as 203012")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "title": "\ud800"}""", "Invalid title: a text is expected")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "category": "LOGIN"}""", "Invalid JSON")]
    [InlineData("{", "Invalid JSON")]
    [InlineData("[]", "Invalid JSON: an object is expected")]
    public async Task A_bad_item_is_refused_whole(string body, string message)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync("POST", Known.Items, body)).IsError(400, message);

        Assert.Equal(1, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Fact]
    public async Task Dates_that_are_dates_are_taken()
    {
        await using var caller = await Caller.StartAsync();

        var made = await caller.SendAsync("POST", Known.Items, $$"""
            {{{InVault}}, "category": "LOGIN", "fields": [
              {"type": "DATE", "value": "2030-12-31"}, {"type": "MONTH_YEAR", "value": "203012"}, {"type": "DATE", "value": ""}, {"type": "TOTP"}]}
            """);

        Assert.Equal(200, (int)made.Status);
        Assert.Equal(["DATE", "MONTH_YEAR", "DATE", "OTP"], made["fields"].AsArray().Select(field => (string?)field!["type"]));
    }

    [Fact]
    public async Task A_replaced_item_loses_what_was_left_out()
    {
        await using var caller = await Caller.StartAsync();

        var replaced = await caller.SendAsync("PUT", Known.LoginItem, $$"""{{{InVault}}, "title": "Same", "category": "LOGIN", "fields": []}""");

        Assert.Equal(200, (int)replaced.Status);
        Assert.Equal(2, (int)replaced["version"]);
        Assert.Equal(Known.Login, (string?)replaced["id"]);
        Assert.Empty(replaced["fields"].AsArray());
        Assert.Empty(replaced["tags"].AsArray());
        Assert.Equal(replaced.Text, (await caller.GetAsync(Known.LoginItem)).Text);
        Assert.Equal(2, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    [Theory]
    [InlineData($$"""{{{InVault}}, "category": "SECRET"}""", "Invalid item category")]
    [InlineData($$"""{{{InVault}}, "category": "LOGIN", "id": "otherotherotherotherothero"}""", "Invalid id: it is not the item of the path")]
    [InlineData("nonsense", "Invalid JSON")]
    public async Task A_bad_replacement_is_refused(string body, string message)
    {
        await using var caller = await Caller.StartAsync();
        var before = await caller.GetAsync(Known.LoginItem);

        (await caller.SendAsync("PUT", Known.LoginItem, body)).IsError(400, message);

        Assert.Equal(before.Text, (await caller.GetAsync(Known.LoginItem)).Text);
    }

    [Fact]
    public async Task A_document_can_be_updated_and_keeps_its_files()
    {
        await using var caller = await Caller.StartAsync();

        var updated = await caller.SendAsync("PUT", Known.DocumentItem, $$"""{{{InVault}}, "title": "Renamed", "category": "DOCUMENT"}""");

        Assert.Equal("Renamed", (string?)updated["title"]);
        Assert.Equal(2, updated["files"].AsArray().Count);
    }

    [Fact]
    public async Task An_earlier_password_is_kept_and_never_shown()
    {
        await using var caller = await Caller.StartAsync();

        var changed = await caller.SendAsync("PATCH", Known.LoginItem, """[{"op": "replace", "path": "/fields/password/value", "value": "second-password"}]""");

        Assert.Equal(["first-password"], caller.Server.FindItem("DevFlow", "Sign in")!.PasswordHistory);
        Assert.DoesNotContain("first-password", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_item_is_gone_for_good()
    {
        await using var caller = await Caller.StartAsync();

        var deleted = await caller.SendAsync("DELETE", Known.LoginItem);

        Assert.Equal(204, (int)deleted.Status);
        Assert.Empty(deleted.Text);
        (await caller.GetAsync(Known.LoginItem)).IsError(404, $"item {Known.Login} not found");
        (await caller.SendAsync("DELETE", Known.LoginItem)).IsError(404, $"item {Known.Login} not found");
        Assert.Equal(5, (int)(await caller.GetAsync(Known.Vault))["items"]);
    }

    [Fact]
    public async Task A_write_only_token_learns_nothing_by_writing()
    {
        await using var caller = await Caller.StartAsync();

        var made = await caller.SendAsync("POST", Known.Items, $$"""{{{InVault}}, "category": "LOGIN", "fields": [{"label": "k", "generate": true}]}""", "writer-token");
        var patched = await caller.SendAsync("PATCH", Known.LoginItem, "[]", "writer-token");
        var renamed = await caller.SendAsync("PATCH", Known.LoginItem, """[{"op": "replace", "path": "/title", "value": "T"}]""", "writer-token");
        var replaced = await caller.SendAsync("PUT", Known.LoginItem, $$"""{{{InVault}}, "category": "LOGIN", "fields": [{"value": "v"}]}""", "writer-token");

        Assert.All((Reply[])[made, patched, renamed, replaced], reply =>
        {
            Assert.Equal(200, (int)reply.Status);
            Assert.DoesNotContain("fields", reply.Json.AsObject().Select(member => member.Key));
            Assert.DoesNotContain("password", reply.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Many_who_write_at_once_lose_nothing()
    {
        await using var caller = await Caller.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => caller.SendAsync(
            "PATCH", Known.LoginItem, $$"""[{"op": "add", "path": "/fields", "value": {"label": "f{{index}}"} }]""")));

        var item = await caller.GetAsync(Known.LoginItem);
        Assert.Equal(51, (int)item["version"]);
        Assert.Equal(50, item["fields"].AsArray().Count(field => ((string?)field!["label"])!.StartsWith('f')));
    }
}
