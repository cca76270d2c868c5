namespace DevFlow.McpGateway.Tests.Audit;

[Collection(PlatformCollection.Name)]
public sealed class AuditToolsTests(SharedPlatform platform)
{
    [Fact]
    public async Task An_administrator_finds_the_accesses_of_all_page_by_page()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        await client.AnswerAsync("list_secrets");

        var first = await client.AnswerAsync("audit_search", ("service", "workflow-engine"), ("limit", 1));
        var record = Assert.Single(first.GetProperty("records").EnumerateArray());
        var second = await client.AnswerAsync("audit_search", ("service", "workflow-engine"), ("limit", 1), ("cursor", first.Text("next")));

        Assert.Equal("workflow-engine", record.Text("service"));
        Assert.NotEqual(record.GetRawText(), Assert.Single(second.GetProperty("records").EnumerateArray()).GetRawText());
    }

    [Theory]
    [InlineData("limit", 0, "1 to 200")]
    [InlineData("limit", 100_000, "1 to 200")]
    [InlineData("cursor", "nonsense", "cursor")]
    [InlineData("outcome", "splendid", "outcome")]
    public async Task A_filter_that_cannot_be_is_named(string name, object value, string problem)
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        Assert.Contains(problem, await client.ProblemAsync("audit_search", (name, value)), StringComparison.Ordinal);
    }
}
