using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>Signs in as a browser does: keeps cookies, and says where its script came from.</summary>
internal sealed class Browser(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };

    private string? _cookie;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="body">The grant.</param>
    /// <param name="cookie">A cookie in the place of the one that is kept.</param>
    /// <param name="headers">One that the browser would send.</param>
    public async Task<(HttpStatusCode Status, string? Token, string? Cookie)> SignInAsync(
        object body, string? cookie = null, (string Name, string Value)? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/tokens", UriKind.Relative)) { Content = JsonContent.Create(body) };
        Add(request, cookie, headers);
        using var answer = await _client.SendAsync(request, Cancel);
        var set = Keep(answer);
        var token = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("token") : null;
        return (answer.StatusCode, token, set);
    }

    /// <summary>Calls the API with the cookie alone.</summary>
    public async Task<HttpStatusCode> CallAsync(HttpMethod method, string path, (string Name, string Value)? headers = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        Add(request, cookie: null, headers);
        using var answer = await _client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    public async Task SignOutAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri("/api/v1/tokens/session", UriKind.Relative));
        Add(request, cookie: null, headers: null);
        using var answer = await _client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith("devflow_session=; expires=Thu, 01 Jan 1970", Keep(answer), StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private void Add(HttpRequestMessage request, string? cookie, (string Name, string Value)? headers)
    {
        if ((cookie ?? _cookie) is { } kept)
            request.Headers.Add("Cookie", kept.Split(';')[0]);
        if (headers is { } header)
            request.Headers.Add(header.Name, header.Value);
        else
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
    }

    private string? Keep(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set))
            return null;
        _cookie = set.Single();
        return _cookie;
    }
}
