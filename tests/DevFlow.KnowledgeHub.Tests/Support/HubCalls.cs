using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>What people and agents do at a hub.</summary>
internal static class HubCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string text, string type = "text/plain", string query = "") =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), type, query);

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient client, byte[] bytes, string type, string query = "")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await client.PostAsync(new Uri($"/api/v1/documents{query}", UriKind.Relative), content, Cancellation);
    }

    /// <summary>Sends a document and waits until searches find it.</summary>
    public static async Task<string> IngestAsync(this HttpClient client, string text, string type = "text/plain", string query = "")
    {
        using var answer = await client.SendAsync(text, type, query);
        Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        var id = (string)(await answer.JsonAsync())["id"]!;
        await client.InStateAsync(id, "ready");
        return id;
    }

    /// <summary>Waits until a document has come to a state.</summary>
    public static async Task<JsonNode> InStateAsync(this HttpClient client, string id, string state, Func<JsonNode, bool>? also = null)
    {
        while (true)
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), Cancellation);
            if (answer.IsSuccessStatusCode && await answer.JsonAsync() is var document && (string)document["state"]! == state && also?.Invoke(document) is not false)
                return document;
            await Task.Delay(20, Cancellation);
        }
    }

    public static Task<HttpResponseMessage> TrySearchAsync(this HttpClient client, string query, int limit = 5) =>
        client.PostAsJsonAsync(new Uri("/api/v1/search", UriKind.Relative), new { query, limit }, Cancellation);

    public static async Task<List<JsonNode>> SearchAsync(this HttpClient client, string query, int limit = 5)
    {
        using var answer = await client.TrySearchAsync(query, limit);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        return [.. (await answer.JsonAsync())["results"]!.AsArray().Select(result => result!)];
    }

    public static Task<HttpResponseMessage> TryAnswerAsync(this HttpClient client, string question) =>
        client.PostAsJsonAsync(new Uri("/api/v1/answers", UriKind.Relative), new { question }, Cancellation);

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

    /// <summary>Why something was refused; that it was, with which status, is checked.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (string)JsonNode.Parse(text)!["detail"]!;
    }
}
