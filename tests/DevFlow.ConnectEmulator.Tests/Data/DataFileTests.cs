namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What is kept over a restart, and what becomes of a file that is broken.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string File => _folder["data.json"];

    [Fact]
    public async Task Changes_outlive_the_server()
    {
        string item, vault;
        await using (var caller = await StartAsync())
        {
            await caller.SendAsync("PATCH", Known.LoginItem, """[{"op": "replace", "path": "/fields/password/value", "value": "second"}]""");
            await caller.SendAsync("DELETE", $"{Known.Items}/{Known.Bare}");
            item = (await caller.GetAsync($"{Known.DocumentItem}/files/{Known.LargeFile}/content")).Text;
            vault = (await caller.GetAsync(Known.Items)).Text;
        }

        await using var again = await StartAsync();

        Assert.Equal("second", (string?)(await again.GetAsync(Known.LoginItem)).Field("password")["value"]);
        Assert.Equal(["first-password"], again.Server.FindItem("DevFlow", "Sign in")!.PasswordHistory);
        Assert.Equal(3, (int)(await again.GetAsync(Known.Vault))["contentVersion"]);
        Assert.Equal(vault, (await again.GetAsync(Known.Items)).Text);
        Assert.Equal(item, (await again.GetAsync($"{Known.DocumentItem}/files/{Known.LargeFile}/content")).Text);
    }

    [Fact]
    public async Task Nothing_is_written_before_something_changes()
    {
        await using var caller = await StartAsync();
        await caller.GetAsync(Known.LoginItem);
        await caller.SendAsync("PATCH", Known.LoginItem, "[]");

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task The_file_is_whole_its_owners_alone_and_leaves_no_scraps()
    {
        await using var caller = await StartAsync();

        caller.Server.SetField("DevFlow", "Sign in", "password", "second");

        Assert.Equal(["data.json"], _folder.Names);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("", ":1:1: ")]
    [InlineData("{\"format\": 1,\n  \"vaults\": [{\"id\": \"canary", ":2:")]
    [InlineData("{\"format\": 1,\n  \"vaults\": [{\"id\": 5}]}", ":2:")]
    [InlineData("{\"format\": 1, \"vaults\": [{}]}", ":1:")]
    [InlineData("{\"format\": 1, \"vaults\": [null]}", ": ")]
    [InlineData("{\"format\": 1, \"vaults\": [{\"id\": \"v\", \"name\": \"V\", \"items\": [null]}]}", ": ")]
    [InlineData("{\"format\": 1, \"vaults\": [{\"id\": \"v\", \"name\": \"V\"}, {\"id\": \"v\", \"name\": \"W\"}]}", ": ")]
    [InlineData("{\"format\": 1, \"vaults\": [{\"id\": \"v\", \"name\": \"V\", \"items\": [{\"id\": \"i\", \"category\": \"LOGIN\", \"fields\": [null]}]}]}", ": ")]
    [InlineData("{\"format\": 2, \"vaults\": []}", ": ")]
    [InlineData("null", ": ")]
    public async Task A_broken_file_is_refused_with_its_place_and_left_alone(string content, string place)
    {
        _folder.Write("data.json", content);

        var error = await Assert.ThrowsAsync<ConnectEmulatorException>(() => StartAsync());

        Assert.StartsWith($"{File}{place}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_refused()
    {
        await using (var caller = await StartAsync())
            caller.Server.SetField("DevFlow", "Sign in", "password", "second");
        var whole = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

        foreach (var length in Enumerable.Range(0, 20).Select(step => step * (whole.TrimEnd().Length - 1) / 19))
        {
            _folder.Write("data.json", whole[..length]);
            await Assert.ThrowsAsync<ConnectEmulatorException>(() => StartAsync());
        }
    }

    [Fact]
    public async Task A_write_that_was_killed_half_way_does_no_harm()
    {
        await using (var caller = await StartAsync())
            caller.Server.SetField("DevFlow", "Sign in", "password", "second");
        _folder.Write("data.json.4711.tmp", "{\"format\": 1, \"vau");

        await using var again = await StartAsync();

        Assert.Equal("second", (string?)(await again.GetAsync(Known.LoginItem)).Field("password")["value"]);
    }

    [Fact]
    public async Task A_change_that_cannot_be_kept_is_not_made()
    {
        await using var caller = await StartAsync();
        Directory.CreateDirectory(File);

        (await caller.SendAsync("DELETE", Known.LoginItem)).IsError(500, "Something went wrong");

        Assert.Equal(200, (int)(await caller.GetAsync(Known.LoginItem)).Status);
        Assert.Equal(1, (int)(await caller.GetAsync(Known.Vault))["contentVersion"]);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Caller> StartAsync() => Caller.StartAsync(with: options => options with { DataFile = File });
}
