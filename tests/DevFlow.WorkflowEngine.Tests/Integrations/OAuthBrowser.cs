using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>A browser that goes to a provider and back: it keeps cookies by their paths, follows nothing by itself, and says where its scripts came from.</summary>
internal sealed class OAuthBrowser(Uri engine) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly Dictionary<string, (string Value, string Path)> _cookies = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>All that was set, as it was.</summary>
    public List<string> Set { get; } = [];

    /// <summary>Shown as a person's token in the place of a session.</summary>
    public string? Token { get; init; }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? site = "same-origin")
    {
        using var request = new HttpRequestMessage(method, new Uri(engine, path)) { Content = body is null ? null : JsonContent.Create(body) };
        var cookies = _cookies.Where(cookie => path.StartsWith(cookie.Value.Path, StringComparison.Ordinal)).Select(cookie => $"{cookie.Key}={cookie.Value.Value}").ToList();
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies));
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (Token is not null)
            request.Headers.Authorization = new("Bearer", Token);
        var answer = await _http.SendAsync(request, Cancel);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                Keep(cookie);
        }

        return answer;
    }

    /// <summary>Asks where to go.</summary>
    public async Task<Uri> BeginAsync(string path, string? returnTo = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, new { @return = returnTo });
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, text);
        return new(JsonSerializer.Deserialize<JsonElement>(text).Text("url"));
    }

    /// <summary>Goes to the provider.</summary>
    /// <returns>The path and query where the provider sends it to, at this machine's page.</returns>
    public async Task<string> AskAsync(Uri provider)
    {
        using var answer = await _http.GetAsync(provider, Cancel);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
        Assert.Equal("localhost:3737", answer.Headers.Location!.Authority);
        return answer.Headers.Location.PathAndQuery;
    }

    /// <summary>Comes back.</summary>
    /// <returns>Where it is sent on.</returns>
    public async Task<string> ReturnAsync(string pathAndQuery)
    {
        using var answer = await SendAsync(HttpMethod.Get, pathAndQuery, site: "cross-site");
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>There and back.</summary>
    public async Task<string> GoAsync(string path, string? returnTo = null) => await ReturnAsync(await AskAsync(await BeginAsync(path, returnTo)));

    /// <summary>The token that its session gives.</summary>
    public async Task<string?> SessionTokenAsync()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/v1/tokens", new { grant = "session" });
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("token") : null;
    }

    /// <summary>Takes over a cookie that was set elsewhere.</summary>
    public void Adopt(string cookie) => Keep(cookie);

    public void Dispose() => _http.Dispose();

    private void Keep(string cookie)
    {
        Set.Add(cookie);
        var parts = cookie.Split("; ");
        var (name, value) = (parts[0].Split('=')[0], parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (value.Length == 0)
            _cookies.Remove(name);
        else
            _cookies[name] = (value, parts.First(part => part.StartsWith("path=", StringComparison.OrdinalIgnoreCase))["path=".Length..]);
    }
}
