using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>Calls of the API in one line: the status, and the answer as JSON.</summary>
internal static class HttpCalls
{
    public static async Task<(HttpStatusCode Status, JsonNode? Body)> ExchangeAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public static Task<(HttpStatusCode Status, JsonNode? Body)> ReadAsync(this HttpClient client, string path) => client.ExchangeAsync(HttpMethod.Get, path);

    public static Task<(HttpStatusCode Status, JsonNode? Body)> WriteAsync(this HttpClient client, string path, object body) => client.ExchangeAsync(HttpMethod.Put, path, body);

    public static Task<(HttpStatusCode Status, JsonNode? Body)> DropAsync(this HttpClient client, string path) => client.ExchangeAsync(HttpMethod.Delete, path);
}
