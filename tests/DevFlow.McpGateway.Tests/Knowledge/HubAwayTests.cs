namespace DevFlow.McpGateway.Tests.Knowledge;

[Collection(PlatformCollection.Name)]
public sealed class HubAwayTests(SharedPlatform platform)
{
    [Fact]
    public async Task Without_a_hub_it_is_said_that_it_does_not_answer()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        Assert.Contains("Knowledge Hub does not answer", await client.ProblemAsync("search_knowledge", ("query", "how do we deploy?")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 5, "'query' is 1 to")]
    [InlineData("deploy", 0, "'limit' is 1 to")]
    [InlineData("deploy", 1000, "'limit' is 1 to")]
    public async Task What_cannot_be_asked_is_said(string query, int limit, string problem)
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        Assert.Contains(problem, await client.ProblemAsync("search_knowledge", ("query", query), ("limit", limit)), StringComparison.Ordinal);
    }
}
