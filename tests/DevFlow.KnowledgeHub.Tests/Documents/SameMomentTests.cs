using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>Many who send a document of the same source at the same moment, to one hub or to two: it is as if they had sent it one after the other.</summary>
public sealed class SameMomentTests(Stores stores) : IClassFixture<Stores>
{
    private const int Many = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_many_who_bring_in_a_new_source_one_has_it_and_the_others_are_told_whose_it_is(int hubs)
    {
        await using var platform = new Hubs(stores, hubs);

        var answers = await platform.SendAsync(number => ($"member.m{number}", $"# Plan\n\nThe otters of m{number}.\n\n# Rest\n\nAnd the rest of m{number}."));

        var taken = Assert.Single(answers, answer => answer.Status is HttpStatusCode.Accepted);
        Assert.All(answers.Except([taken]), answer => Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Conflict, $"{answer}"));
        var document = await platform.OnlyDocumentAsync();
        var who = (string)document["ingestedBy"]!;
        Assert.Equal((string)taken.Body["ingestedBy"]!, who);
        await platform.HoldsOnlyAsync(who["user:".Length..], pieces: 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_many_contents_of_one_person_one_is_kept_as_a_whole(int hubs)
    {
        await using var platform = new Hubs(stores, hubs);

        var answers = await platform.SendAsync(number => ("member.ann", $"# Plan\n\nThe otters of m{number}.\n\n# Rest\n\nAnd the rest of m{number}."));

        Assert.Contains(answers, answer => answer.Status is HttpStatusCode.Accepted);
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.Conflict, $"{answer}"));
        await platform.OnlyDocumentAsync();
        await platform.HoldsOnlyAsync(await platform.FoundAsync(), pieces: 2);
    }

    [Fact]
    public async Task The_same_content_of_many_is_one_document_and_embedded_once()
    {
        await using var platform = new Hubs(stores, 2);

        var answers = await platform.SendAsync(number => ($"member.m{number}", "# Plan\n\nThe otters of m0.\n\n# Rest\n\nAnd the rest of m0."));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.OK, $"{answer}"));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Accepted);
        await platform.OnlyDocumentAsync();
        await platform.HoldsOnlyAsync("m0", pieces: 2);
    }

    /// <summary>Some hubs that share their collections.</summary>
    private sealed class Hubs : IAsyncDisposable
    {
        private readonly List<Hub> _hubs;
        private readonly HttpClient _qdrant;
        private readonly string _collection = $"knowledge_{Guid.NewGuid():N}";

        public Hubs(Stores stores, int count)
        {
            _hubs = [.. Enumerable.Range(0, count).Select(_ => stores.StartHub(settings => settings with { Collection = _collection }))];
            _qdrant = new HttpClient { BaseAddress = stores.Qdrant.Address };
            _qdrant.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);
        }

        public async Task<List<(HttpStatusCode Status, JsonNode Body)>> SendAsync(Func<int, (string Who, string Text)> what) =>
            [.. await Task.WhenAll(Enumerable.Range(0, Many).Select(async number =>
            {
                var (who, text) = what(number);
                using var client = _hubs[number % _hubs.Count].Client(who);
                using var answer = await client.SendAsync(text, "text/markdown", "?source=plan&title=Plan");
                return (answer.StatusCode, await answer.JsonAsync());
            }))];

        /// <summary>The one that there is, when it is ready.</summary>
        public async Task<JsonNode> OnlyDocumentAsync()
        {
            using var client = _hubs[0].Client();
            var documents = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/documents", UriKind.Relative), Cancellation))!["documents"]!.AsArray();
            return await client.InStateAsync((string)Assert.Single(documents)!["id"]!, "ready");
        }

        /// <summary>Whose content a search finds.</summary>
        public async Task<string> FoundAsync()
        {
            using var client = _hubs[0].Client();
            return ((string)(await client.SearchAsync("otters", limit: 1))[0]["text"]!).Split(' ')[^1].TrimEnd('.');
        }

        /// <summary>That searches and the store hold one whole content, and nothing of another.</summary>
        public async Task HoldsOnlyAsync(string mark, int pieces)
        {
            using var client = _hubs[0].Client();
            Assert.All(await client.SearchAsync("otters and the rest", limit: 50), found => Assert.EndsWith($" of {mark}.", (string)found["text"]!, StringComparison.Ordinal));
            // The work beside the requests takes away what was replaced, a moment after it shows the new one.
            while (await CountAsync($"{_collection}_documents") is var kept && kept != 1 + pieces)
            {
                Assert.True(kept > 1 + pieces, $"{kept} points for one document of {pieces} pieces");
                await Task.Delay(20, Cancellation);
            }

            Assert.Equal(pieces, await CountAsync(_collection));
        }

        public async ValueTask DisposeAsync()
        {
            _qdrant.Dispose();
            foreach (var hub in _hubs)
                await hub.DisposeAsync();
        }

        private async Task<int> CountAsync(string collection)
        {
            using var answer = await _qdrant.PostAsJsonAsync(new Uri($"/collections/{collection}/points/count", UriKind.Relative), new { exact = true }, Cancellation);
            return (int)(await answer.JsonAsync())["result"]!["count"]!;
        }
    }
}
