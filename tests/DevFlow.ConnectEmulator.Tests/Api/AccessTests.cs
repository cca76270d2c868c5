namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Who is let in, and what the others are told.</summary>
public sealed class AccessTests
{
    private static readonly string _jwt = "eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJ4In0.c2lnbmF0dXJl";

    /// <summary>Method, path below a vault, and the right it takes.</summary>
    public static TheoryData<string, string, string> InAVault => new()
    {
        { "GET", "", "any" },
        { "GET", "/items", "r" },
        { "POST", "/items", "w" },
        { "GET", $"/items/{Known.Login}", "r" },
        { "PUT", $"/items/{Known.Login}", "w" },
        { "PATCH", $"/items/{Known.Login}", "w" },
        { "DELETE", $"/items/{Known.Login}", "w" },
        { "GET", $"/items/{Known.Document}/files", "r" },
        { "GET", $"/items/{Known.Document}/files/{Known.SmallFile}", "r" },
        { "GET", $"/items/{Known.Document}/files/{Known.SmallFile}/content", "r" },
    };

    [Theory]
    [MemberData(nameof(InAVault))]
    public async Task A_call_needs_a_token_the_vault_and_the_right(string method, string path, string right)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync(method, Known.Vault + path, "{}", token: null)).IsError(401, "Invalid bearer token");
        (await caller.SendAsync(method, $"/v1/vaults/{Known.Nothing}{path}", "{}")).IsError(404, $"vault {Known.Nothing} not found");
        (await caller.SendAsync(method, $"/v1/vaults/{Known.Other}{path}", "{}", "reader-token")).IsError(403, $"vault {Known.Other} is not in scope");
        (await caller.SendAsync(method, $"/v1/vaults/DevFlow{path}", "{}")).IsError(400, "Invalid Vault UUID");
        if (right != "any")
        {
            (await caller.SendAsync(method, Known.Vault + path, "{}", right == "r" ? "writer-token" : "reader-token"))
                .IsError(403, "Authorization: token does not have access to vault");
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("GET", "/files")]
    [InlineData("GET", $"/files/{Known.SmallFile}")]
    [InlineData("GET", $"/files/{Known.SmallFile}/content")]
    public async Task An_item_that_is_not_there_is_404_and_a_title_400(string method, string path)
    {
        await using var caller = await Caller.StartAsync();

        (await caller.SendAsync(method, $"{Known.Items}/{Known.Nothing}{path}", "{}")).IsError(404, $"item {Known.Nothing} not found");
        (await caller.SendAsync(method, $"{Known.Items}/Sign{path}", "{}")).IsError(400, "Invalid Item UUID");
    }

    [Theory]
    [InlineData("/v1/vaults")]
    [InlineData("/v1/activity")]
    [InlineData("/v1/nowhere")]
    public async Task Nothing_is_said_without_a_good_token(string path)
    {
        await using var caller = await Caller.StartAsync();

        foreach (var token in (string?[])[null, "unknown", "expired-token", "revoked-token", "FULL-TOKEN"])
            (await caller.GetAsync(path, token)).IsError(401, "Invalid bearer token");
        (await caller.GetAsync(path, _jwt)).IsError(401, "Invalid token signature");
    }

    [Fact]
    public async Task A_token_expires_while_the_server_runs()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.Parse("2025-12-31T23:59:59Z"));
        await using var caller = await Caller.StartAsync(with: options => options with { TimeProvider = time });

        Assert.Equal(200, (int)(await caller.GetAsync("/v1/vaults", "expired-token")).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        (await caller.GetAsync("/v1/vaults", "expired-token")).IsError(401, "Invalid bearer token");
    }

    [Fact]
    public async Task A_token_sees_only_its_vaults()
    {
        await using var caller = await Caller.StartAsync();

        Assert.Equal(["DevFlow", "Other", "Twins", "Twins"], (await caller.GetAsync("/v1/vaults")).Titles);
        Assert.Equal(["DevFlow"], (await caller.GetAsync("/v1/vaults", "reader-token")).Titles);
    }

    [Fact]
    public async Task A_revoked_token_is_turned_away()
    {
        await using var caller = await Caller.StartAsync();

        caller.Server.Revoke("full");

        (await caller.GetAsync("/v1/vaults")).IsError(401, "Invalid bearer token");
        Assert.Throws<ArgumentException>(() => caller.Server.Revoke("full-token"));
    }

    [Fact]
    public async Task What_is_not_there_is_404_in_the_servers_own_shape()
    {
        await using var caller = await Caller.StartAsync();

        (await caller.GetAsync("/v1/nowhere")).IsError(404, "Not found");
        (await caller.GetAsync("/")).IsError(404, "Not found");
        (await caller.GetAsync("/v1/file.json")).IsError(404, "Not found");
    }
}
