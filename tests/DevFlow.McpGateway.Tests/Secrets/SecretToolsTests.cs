namespace DevFlow.McpGateway.Tests.Secrets;

[Collection(PlatformCollection.Name)]
public sealed class SecretToolsTests(SharedPlatform platform)
{
    [Fact]
    public async Task The_tools_say_what_they_do_to_the_world_and_in_what_form_they_answer()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var tools = (await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).OrderBy(tool => tool.Name, StringComparer.Ordinal).ToList();

        Assert.Equal(
            ["audit_search", "explain_secret", "list_secrets", "rotate_secret", "run_with_secrets", "search_knowledge", "verify_secrets", "who_uses"],
            tools.Select(tool => tool.Name));
        Assert.Equal(["rotate_secret", "run_with_secrets"], tools.Where(tool => tool.ProtocolTool.Annotations!.DestructiveHint is true).Select(tool => tool.Name));
        Assert.All(tools, tool => Assert.Equal(tool.ProtocolTool.Annotations!.ReadOnlyHint is true, tool.ProtocolTool.Annotations.DestructiveHint is not true));
        Assert.All(tools, tool => Assert.NotNull(tool.ProtocolTool.OutputSchema));
        // What the server knows by itself is none of a caller's arguments.
        Assert.All(tools, tool => Assert.DoesNotContain(Names(tool.JsonSchema), name => name is "caller" or "request" or "reported" or "cancellationToken"));
        Assert.Equal(["command"], Names(tools.Single(tool => tool.Name == "run_with_secrets").JsonSchema));
    }

    [Fact]
    public async Task List_secrets_names_every_key_its_state_and_its_source_and_no_value()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var list = await client.AnswerAsync("list_secrets");

        var aosentry = list.GetProperty("secrets").EnumerateArray().Single(secret => secret.Text("key") == "AOSENTRY_API_KEY");
        Assert.Equal(("found", ".env", "system"), (aosentry.Text("state"), aosentry.Text("source"), aosentry.Text("tier")));
        Assert.DoesNotContain(SharedPlatform.Mark, list.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_secret_says_which_source_wins_and_an_unknown_key_is_named()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var explanation = await client.AnswerAsync("explain_secret", ("key", "JWT_SECRET"));

        Assert.Equal(".env", explanation.Text("winner"));
        Assert.NotEmpty(explanation.GetProperty("steps").EnumerateArray());
        Assert.Contains("NO_SUCH_KEY", await client.ProblemAsync("explain_secret", ("key", "NO_SUCH_KEY")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_secrets_tells_what_is_needed_from_what_is_only_worth_a_word()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var check = await client.AnswerAsync("verify_secrets");

        var problems = check.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(problems.All(problem => problem.Text("severity") == "warning"), check.GetProperty("passed").GetBoolean());
        Assert.Contains(problems, problem => (problem.Text("key"), problem.Text("severity"), problem.Text("state")) == ("QDRANT_URL", "error", "missing"));
        Assert.DoesNotContain(problems, problem => problem.Text("key") == "AOSENTRY_API_KEY");
    }

    [Fact]
    public async Task Who_uses_names_the_services_that_declare_a_secret()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var users = await client.AnswerAsync("who_uses", ("key", "AOSENTRY_API_KEY"));

        Assert.Contains(users.GetProperty("services").EnumerateArray(), user => user.Text("service") == "knowledge-hub");
        Assert.Contains("NO_SUCH_KEY", await client.ProblemAsync("who_uses", ("key", "NO_SUCH_KEY")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../audit")]
    [InlineData("JWT_SECRET?x=1")]
    [InlineData("a/../../users")]
    [InlineData("")]
    [InlineData("key with blanks")]
    public async Task A_key_that_could_be_a_path_of_its_own_goes_nowhere(string key)
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        foreach (var tool in (string[])["explain_secret", "who_uses", "rotate_secret"])
            Assert.Contains("A key is made of", await client.ProblemAsync(tool, ("key", key)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(System.Text.Json.JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name) : [];
}
