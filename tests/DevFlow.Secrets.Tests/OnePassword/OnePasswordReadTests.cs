using DevFlow.ConnectEmulator;

namespace DevFlow.Secrets.Tests.OnePassword;

public sealed class OnePasswordReadTests
{
    private static readonly SecretReference _apiKey = SecretReference.Parse("op://DevFlow/AOSentry/api_key");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_stands_above_dotenv_and_says_where_it_is_from()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Write(".env", "AOSENTRY_API_KEY=from-the-file\n");
        var resolver = connect.Open().Resolver;

        var value = await resolver.GetAsync("AOSENTRY_API_KEY", _apiKey, Cancel);
        var explanation = await resolver.ExplainAsync("AOSENTRY_API_KEY", _apiKey, Cancel);

        Assert.Equal(("c4n4ry-first-value", "1password", 1), (value.Reveal(), value.Source, value.Version));
        Assert.Equal(_apiKey, value.Reference);
        Assert.Equal("op://DevFlow/AOSentry/api_key, version 1", explanation.WinningStep!.Detail);
        Assert.Equal("also set at .env:1, not used", explanation.Steps[2].Detail);
    }

    [Fact]
    public async Task A_line_of_dotenv_may_refer_to_it()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Write(".env", "MY_KEY=op://DevFlow/AOSentry/api_key\n");
        var resolver = connect.Open().Resolver;

        var explanation = await resolver.ExplainAsync("MY_KEY", cancellationToken: Cancel);

        Assert.Equal("c4n4ry-first-value", (await resolver.GetAsync("MY_KEY", cancellationToken: Cancel)).Reveal());
        Assert.Equal(("1password", ".env"), (explanation.Winner, explanation.WinningStep!.Source));
    }

    [Theory]
    [InlineData("op://DevFlow/AOSentry/none", "has no field")]
    [InlineData("op://DevFlow/Nothing/api_key", "has no item 'Nothing'")]
    [InlineData("op://Nowhere/AOSentry/api_key", "no vault 'Nowhere' that the access token opens")]
    [InlineData("op://Other/Hidden/password", "no vault 'Other' that the access token opens")]
    public async Task What_is_not_there_falls_through(string reference, string said)
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Write(".env", "KEY=from-the-file\n");
        var resolver = connect.Open().Resolver;
        var parsed = SecretReference.Parse(reference);

        Assert.Equal("from-the-file", (await resolver.GetAsync("KEY", parsed, Cancel)).Reveal());
        var step = (await resolver.ExplainAsync("KEY", parsed, Cancel)).Steps[1];
        Assert.Equal(SourceOutcome.NotFound, step.Outcome);
        Assert.Contains(said, step.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_items_of_one_title_are_an_error_that_lists_the_ids()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Write(".env", "KEY=from-the-file\n");

        var ambiguous = await Assert.ThrowsAsync<SecretAmbiguousException>(async () =>
            await connect.Open().Resolver.GetAsync("KEY", SecretReference.Parse("op://DevFlow/Twin/password"), Cancel));

        Assert.Contains("twintwintwintwintwintwint2", ambiguous.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local", "from-the-file")]
    [InlineData("onprem", null)]
    public async Task A_revoked_token_is_passed_over_in_local_mode_alone(string mode, string? expected)
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment["DEVFLOW_MODE"] = mode;
        connect.Folder.Write(".env", "KEY=from-the-file\n");
        connect.Server.Revoke("tests");
        var resolver = connect.Open().Resolver;

        if (expected is not null)
            Assert.Equal(expected, (await resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());
        else
            await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await resolver.GetAsync("KEY", _apiKey, Cancel));
    }

    [Fact]
    public async Task A_revocation_is_not_papered_over_by_what_is_remembered()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment["DEVFLOW_MODE"] = "onprem";
        var workspace = connect.Open();
        await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel);

        connect.Server.Revoke("tests");
        workspace.Invalidate(new() { Key = "KEY", Reference = _apiKey });

        await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel));
        await connect.Server.StopAsync(Cancel);
        await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel));
    }

    [Fact]
    public async Task A_token_that_is_replaced_in_dotenv_takes_effect_without_a_restart()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment.Remove("OP_CONNECT_TOKEN");
        connect.Folder.Environment["DEVFLOW_MODE"] = "onprem";
        connect.Folder.Write(".env", "OP_CONNECT_TOKEN=an-old-token\n");
        var workspace = connect.Open();
        await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel));

        connect.Folder.Write(".env", $"OP_CONNECT_TOKEN={EmulatedConnect.Token}\n");
        workspace.Reload();

        Assert.Equal("c4n4ry-first-value", (await workspace.Resolver.GetAsync("KEY", _apiKey, Cancel)).Reveal());
    }

    [Fact]
    public async Task A_one_time_code_is_read_anew_each_time()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        var resolver = connect.Open().Resolver;
        var code = SecretReference.Parse("op://DevFlow/AOSentry/code?attribute=otp");

        var first = await resolver.GetAsync("CODE", code, Cancel);
        connect.Server.Requests.Clear();
        connect.Server.Faults.Add(new() { Kind = FaultKind.Clock, Milliseconds = 60_000 });
        var second = await resolver.GetAsync("CODE", code, Cancel);

        Assert.Matches("^[0-9]{6}$", first.Reveal());
        Assert.NotEqual(first.Reveal(), second.Reveal());
        Assert.Equal(1, connect.Server.Requests.Count);
    }

    [Fact]
    public async Task Credentials_in_the_endpoint_are_refused_and_not_shown()
    {
        await using var connect = await EmulatedConnect.StartAsync();
        connect.Folder.Environment["OP_CONNECT_URL"] = $"http://user:{EmulatedConnect.Mark}@localhost:8080";

        var step = (await connect.Open().Resolver.ExplainAsync("KEY", _apiKey, Cancel)).Steps[1];

        Assert.Equal(SourceOutcome.Unavailable, step.Outcome);
        Assert.Contains("holds a user or a password", step.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(EmulatedConnect.Mark, step.ToString(), StringComparison.Ordinal);
    }
}
