using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DevFlow.KnowledgeHub.Tests.Faults;

/// <summary>Marked values go in; in all that comes out, in good times and in bad, they are not.</summary>
public sealed class CanaryTests(Stores stores) : IClassFixture<Stores>
{
    private static readonly string[] _values = [ModelServer.Key, Stores.QdrantKey, HubFolder.JwtSecret];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_comes_out_anywhere()
    {
        using var overheard = new Overheard();
        List<string> answers = [];
        await using (var hub = stores.StartHub(settings => settings with { Log = overheard, Env = "DEBUG_MODE=true", Collection = "canary" }))
        {
            using var client = hub.Client();
            var id = await client.IngestAsync("Canaries sing in mines.");
            await DoAllAsync(client, id, answers);
            foreach (var status in (int[])[200, 400, 401, 429, 500])
            {
                // A server that quotes what it was shown, as some do.
                stores.Models.Fault = context =>
                {
                    context.Response.StatusCode = status;
                    return context.Response.WriteAsync($$"""{ "error": { "message": "not with {{context.Request.Headers.Authorization}}" } }""", context.RequestAborted);
                };
                await DoAllAsync(client, id, answers);
            }

            stores.Models.Fault = null;
            using var openApi = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation);
            answers.Add(await TextAsync(openApi));
            answers.Add(await StoredAsync());
        }

        // What is looked through is not nothing.
        Assert.Contains(answers, answer => answer.Contains("Canaries sing", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains("refuses AOSENTRY_API_KEY", StringComparison.Ordinal));
        Assert.Contains(overheard.Said, said => said.Contains("documents wait", StringComparison.Ordinal));
        Assert.Contains(overheard.Said, said => said.StartsWith("knowledge.search", StringComparison.Ordinal));
        foreach (var form in _values.SelectMany(FormsOf))
            Assert.DoesNotContain([.. answers, .. overheard.Said], text => text.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task DoAllAsync(HttpClient client, string id, List<string> answers)
    {
        using var search = await client.TrySearchAsync("canaries");
        using var answer = await client.TryAnswerAsync("Where do canaries sing?");
        using var ingest = await client.SendAsync($"Another {answers.Count}.");
        using var refused = await client.SendAsync($"{HubFolder.JwtSecret} and {ModelServer.Key}");
        using var title = await client.SendAsync("A document", query: $"?title={HubFolder.JwtSecret}");
        using var broken = await client.SendAsync(Encoding.Latin1.GetBytes($"ä{Stores.QdrantKey}"), "text/plain");
        using var json = await client.PostAsJsonAsync(new Uri("/api/v1/search", UriKind.Relative), new { query = 7 }, Cancellation);
        using var list = await client.GetAsync(new Uri("/api/v1/documents", UriKind.Relative), Cancellation);
        using var one = await client.GetAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), Cancellation);
        using var health = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        foreach (var response in (HttpResponseMessage[])[search, answer, ingest, refused, title, broken, json, list, one, health])
            answers.Add(await TextAsync(response));
    }

    private async Task<string> StoredAsync()
    {
        using var http = new HttpClient { BaseAddress = stores.Qdrant.Address };
        http.DefaultRequestHeaders.Add("api-key", Stores.QdrantKey);
        var stored = "";
        foreach (var collection in (string[])["canary", "canary_documents"])
        {
            using var answer = await http.PostAsJsonAsync(new Uri($"/collections/{collection}/points/scroll", UriKind.Relative), new { limit = 1000, with_payload = true }, Cancellation);
            stored += await TextAsync(answer);
        }

        return stored;
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) => $"{response.Headers} {await response.Content.ReadAsStringAsync(Cancellation)}";

    // As it is, in JSON, in a URL, and in base64 wherever it may begin.
    private static IEnumerable<string> FormsOf(string value)
    {
        yield return value;
        yield return JsonSerializer.Serialize(value).Trim('"');
        yield return Uri.EscapeDataString(value);
        for (var before = 0; before < 3; before++)
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + value))[4..^4];
    }
}
