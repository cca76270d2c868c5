using System.Net;
using System.Text.Json.Nodes;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>Who may do what, and that it is on record.</summary>
public sealed class AccessTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    public async Task Nobody_is_let_in_without_a_token_that_counts(string? token)
    {
        using var client = fixture.Hub.Client(token);

        using var search = await client.TrySearchAsync("anything");
        using var answer = await client.TryAnswerAsync("anything");
        using var list = await client.GetAsync(new Uri("/api/v1/documents", UriKind.Relative), Cancellation);
        using var ingest = await client.SendAsync("anything");

        foreach (var refused in (HttpResponseMessage[])[search, answer, list, ingest])
            Assert.NotEmpty(await refused.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task An_agent_in_somebodys_name_searches_and_neither_brings_in_nor_takes_away()
    {
        using var ann = fixture.Hub.Client("member.ann");
        using var agent = fixture.Hub.Client("member.ann.acted");
        var id = await ann.IngestAsync("What an agent of Ann's may find, and no more.");

        using var search = await agent.TrySearchAsync("what may an agent find");
        using var ingest = await agent.SendAsync("Brought in by an agent.");
        using var remove = await DeleteAsync(agent, id);

        Assert.Equal(HttpStatusCode.OK, search.StatusCode);
        foreach (var refused in (HttpResponseMessage[])[ingest, remove])
            Assert.Contains("the person's own", await refused.ProblemAsync(HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_taken_away_by_who_brought_it_or_by_an_administrator()
    {
        using var ann = fixture.Hub.Client("member.ann");
        using var bob = fixture.Hub.Client("member.bob");
        using var eve = fixture.Hub.Client("admin.eve");
        var first = await ann.IngestAsync("The first of Ann's.");
        var second = await ann.IngestAsync("The second of Ann's.");

        using var refused = await DeleteAsync(bob, first);
        using var own = await DeleteAsync(ann, first);
        using var admin = await DeleteAsync(eve, second);

        Assert.Contains("administrator", await refused.ProblemAsync(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (own.StatusCode, admin.StatusCode));
        Assert.Equal(
            [$"written user:ann {first}", $"denied user:bob {first}", $"removed user:ann {first}"],
            fixture.Hub.Recorded().Where(record => record.EndsWith(first, StringComparison.Ordinal)));
        Assert.Contains($"removed user:eve {second}", fixture.Hub.Recorded());
    }

    [Fact]
    public async Task What_is_anothers_is_neither_replaced_nor_renamed()
    {
        using var ann = fixture.Hub.Client("member.ann");
        using var bob = fixture.Hub.Client("member.bob");
        using var eve = fixture.Hub.Client("admin.eve");
        var id = await ann.IngestAsync("The plan.", query: "?source=plan&title=Plan");

        using var replaced = await bob.SendAsync("Another plan.", query: "?source=plan&title=Plan");
        using var renamed = await bob.SendAsync("The plan.", query: "?source=plan&title=Mine");
        using var same = await bob.SendAsync("The plan.", query: "?source=plan&title=Plan");
        using var own = await ann.SendAsync("The plan.", query: "?source=plan&title=Planned");
        using var admin = await eve.SendAsync("The plan, put right.", query: "?source=plan&title=Planned");

        Assert.Contains("user:ann", await replaced.ProblemAsync(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.Contains("user:ann", await renamed.ProblemAsync(HttpStatusCode.Forbidden), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Accepted), (same.StatusCode, own.StatusCode, admin.StatusCode));
        Assert.Equal("user:ann", (string)(await admin.JsonAsync())["ingestedBy"]!);
        Assert.Equal(
            [$"written user:ann {id}", $"denied user:bob {id}", $"denied user:bob {id}", $"written user:ann {id}", $"written user:eve {id}"],
            fixture.Hub.Recorded().Where(record => record.EndsWith(id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_sends_too_many_documents_is_told_and_on_record()
    {
        var options = Options.Create(new IngestionLimitOptions { Burst = 2, PerSecond = 1 });
        using var limits = new IngestionLimits(options, fixture.Hub.Services.GetRequiredService<DocumentAudit>());
        var wild = new Caller("user:wild", IsAdmin: false);
        for (var i = 0; i < 2; i++)
            (await limits.TakeAsync(wild, Cancellation)).Dispose();

        HubException? refused = null;
        for (var i = 0; i < 100 && refused is null; i++)
            refused = (HubException?)await Record.ExceptionAsync(async () => (await limits.TakeAsync(wild, Cancellation)).Dispose());

        Assert.Equal(429, refused?.Status);
        (await limits.TakeAsync(new Caller("user:calm", IsAdmin: false), Cancellation)).Dispose();
        Assert.Contains("denied user:wild limit", fixture.Hub.Recorded());
    }

    [Fact]
    public async Task A_service_brings_documents_in()
    {
        using var service = fixture.Hub.Client("service.mcp-gateway");
        var id = await service.IngestAsync("What an agent found.");

        using var answer = await service.GetAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), Cancellation);

        Assert.Equal("service:mcp-gateway", (string)(await answer.JsonAsync())["ingestedBy"]!);
    }

    [Fact]
    public async Task The_api_is_described_to_everybody()
    {
        using var client = fixture.Hub.Client(token: null);

        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation))!;

        Assert.Equal(
            ["/api/v1/answers", "/api/v1/documents", "/api/v1/documents/{id}", "/api/v1/search"],
            document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal));
    }

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string id) => client.DeleteAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), Cancellation);
}
