using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Support;

internal static class HttpExtensions
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What a call answers, which has to be of this status; undefined where there is no body.</summary>
    public static async Task<JsonElement> CallAsync(this HttpClient client, HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> GetJsonAsync(this HttpClient client, string path, HttpStatusCode status = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Get, path, body: null, status);

    public static Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object body, HttpStatusCode status = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Post, path, body, status);

    public static Task<JsonElement> RemoveAsync(this HttpClient client, string path, HttpStatusCode status = HttpStatusCode.NoContent) =>
        client.CallAsync(HttpMethod.Delete, path, body: null, status);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
