using System.Net;
using System.Text.Json.Nodes;

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
            Recorded().Where(record => record.EndsWith(first, StringComparison.Ordinal)));
        Assert.Contains($"removed user:eve {second}", Recorded());
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

    // Outcome, who, and which document, in the order of the record.
    private List<string> Recorded()
    {
        var files = Directory.GetFiles(Path.Combine(fixture.Hub.Folder.Path, "logs", "audit"), "*.jsonl");
        return [.. files.SelectMany(Lines).Select(line => JsonNode.Parse(line)!).Where(record => ((string?)record["key"])?.StartsWith("api:documents/", StringComparison.Ordinal) is true)
            .Select(record => $"{record["outcome"]} {record["user"]} {((string)record["key"]!)["api:documents/".Length..]}")];
    }

    // It is written to meanwhile.
    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
