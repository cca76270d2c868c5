using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>A document with a secret in it is refused with the place, and never says the secret.</summary>
public sealed class ScreeningTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    // Drawn, and nobody's.
    private const string GitHubToken = "ghp_" + "k2Jd8Qw9Zx3Lm5Vb7Nc1Rt4Yh6Pf0Sg8Ud2A";

    private static readonly string _value = HubFolder.JwtSecret;

    public static TheoryData<string, string, string, string> Documents => new()
    {
        { "text/plain", $"one\ntwo is {_value}!", "value of JWT_SECRET", "line 2, column 8" },
        { "text/plain", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{_value}"))}", "value of JWT_SECRET", "line 1" },
        { "text/plain", $"the key of the models {ModelServer.Key}", "value of AOSENTRY_API_KEY", "line 1, column 23" },
        { "text/plain", $"the key of the vectors {Stores.QdrantKey}", "value of QDRANT_API_KEY", "line 1, column 24" },
        { "text/markdown", $"# Setup\n\n```\nTOKEN={GitHubToken}\n```\n", "token of GitHub", "line 4, column 7" },
        { "text/html", $"<p>nothing</p>\n<a href=\"https://x/?t={GitHubToken}\">here</a>", "token of GitHub", "line 2, column 23" },
        { "text/html", $"<h1>Keys</h1><p>{_value[..9]}<b>{_value[9..]}</b></p>", "value of JWT_SECRET", "Keys, line 1" },
        { "text/plain", $"one\n\nit is {_value[..9]}\u200b{_value[9..]}", "value of JWT_SECRET", "line 3" },
        { "text/html", $"<p>{_value[..9]}&shy;{_value[9..]}</p>", "value of JWT_SECRET", "line 1" },
        { "text/html", $"<p>ok</p><!-- {_value} -->", "value of JWT_SECRET", "line 1, column 15" },
        { "text/html", $"<title>T</title><h2>{_value[..9]}<b>{_value[9..]}</b></h2><p>Below.</p>", "value of JWT_SECRET", "a heading before line 1" },
        { "text/html", $"<h1>One</h1><h2>&#{(int)_value[0]};{_value[1..]}</h2><p>Below.</p>", "value of JWT_SECRET", "a heading before line 1" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_secret_is_found_where_it_stands(string type, string text, string what, string place)
    {
        using var client = fixture.Hub.Client("admin.eve");

        using var answer = await client.SendAsync(text, type, "?source=refused");

        var problem = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var found = JsonNode.Parse(problem)!["secrets"]![0]!;
        Assert.Contains(what, (string)found["what"]!, StringComparison.Ordinal);
        Assert.StartsWith(place, (string)found["place"]!, StringComparison.Ordinal);
        foreach (var secret in (string[])[_value, GitHubToken, ModelServer.Key, Stores.QdrantKey])
            Assert.DoesNotContain(secret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_found_in_a_pdf_by_its_page()
    {
        using var client = fixture.Hub.Client("admin.eve");

        using var answer = await client.SendAsync(Pdf.Of("Nothing here.", $"It is {_value} there."), "application/pdf");

        Assert.Contains("value of JWT_SECRET at page 2", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_found_in_what_a_document_is_called()
    {
        using var client = fixture.Hub.Client();

        using var title = await client.SendAsync("harmless", query: $"?title={_value}");
        using var source = await client.SendAsync("harmless", query: $"?source=https://x/{GitHubToken}");

        Assert.Contains("at the title", await title.ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("at the source", await source.ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_guesses_learns_neither_which_value_it_is_nor_how_many()
    {
        using var client = fixture.Hub.Client();

        using var answer = await client.SendAsync($"one\n{_value}\n{Stores.QdrantKey}\n{GitHubToken}", query: "?title=Guesses");

        var problem = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("a value of the platform at line 2, column 1", problem, StringComparison.Ordinal);
        Assert.Contains("token of GitHub at line 4", problem.Replace("a ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var word in (string[])["JWT_SECRET", "QDRANT_API_KEY", "line 3"])
            Assert.DoesNotContain(word, problem, StringComparison.Ordinal);
        while (!fixture.Hub.Recorded().Contains("denied user:ann secrets/QDRANT_API_KEY"))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task While_a_source_is_away_no_document_is_taken()
    {
        await using var hub = fixture.Stores.StartHub(settings => settings with { Env = "GITHUB_CLIENT_SECRET=op://DevFlow/github/secret\nOP_CONNECT_URL=http://127.0.0.1:9\nOP_CONNECT_TOKEN=connect-token-of-nobody-0815" });
        using var client = hub.Client();

        using var answer = await client.SendAsync("Nothing is wrong with it.");

        Assert.Contains("cannot be searched for secrets now", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_what_was_refused_reaches_a_model_or_a_store()
    {
        using var client = fixture.Hub.Client();
        using var refused = await client.SendAsync($"Never kept: {_value}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await client.IngestAsync("Kept.");

        Assert.DoesNotContain(fixture.Stores.Models.Embedded, text => text.Contains("Never kept", StringComparison.Ordinal));
        Assert.DoesNotContain(await client.SearchAsync("never kept"), result => ((string)result["text"]!).Contains("Never kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_of_documentation_are_no_secrets()
    {
        using var client = fixture.Hub.Client();

        await client.IngestAsync("Set DATABASE_URL=postgresql://user:password@localhost/db and AOSENTRY_API_KEY=your-aosentry-api-key-here, ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.");
    }
}
