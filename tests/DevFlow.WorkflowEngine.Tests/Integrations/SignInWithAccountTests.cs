using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using DevFlow.Secrets.Vault;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>People sign in with accounts that they have elsewhere.</summary>
[Collection(nameof(IntegrationEngine))]
public sealed class SignInWithAccountTests(IntegrationEngine shared) : IAsyncLifetime
{
    private const string Begin = "/api/v1/sign-in/github";

    private OAuthProvider Provider => shared.Provider;

    public ValueTask InitializeAsync()
    {
        shared.Reset();
        return default;
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task The_page_of_sign_in_learns_which_ways_there_are()
    {
        using var client = shared.Engine.CreateAnonymousClient();

        var ways = await client.GetJsonAsync("/api/v1/sign-in");

        Assert.Equal("""{"mode":"local","oneTimeLink":false,"providers":[{"name":"github","title":"GitHub","configured":true,"missing":[]},{"name":"atlassian","title":"Atlassian","configured":true,"missing":[]}]}""", JsonSerializer.Serialize(ways));
    }

    [Theory]
    [InlineData("github", "mona", "mona")]
    [InlineData("atlassian", "mona", "Mona@Example.com")]
    public async Task Who_an_administrator_has_named_signs_in_and_is_known_from_then_on_by_the_accounts_id(string provider, string person, string named)
    {
        var user = await shared.NameAsync($"known-{provider}", named, provider);
        Provider.Person = person;
        using var browser = shared.Open();

        var url = await browser.BeginAsync($"/api/v1/sign-in/{provider}", "/secrets?tier=user#top");
        var back = await browser.ReturnAsync(await browser.AskAsync(url));

        var asked = HttpUtility.ParseQueryString(url.Query);
        Assert.Equal(("code", $"{provider}-client", OAuthProvider.RedirectOf(provider), "S256"), (asked["response_type"], asked["client_id"], asked["redirect_uri"], asked["code_challenge_method"]));
        Assert.DoesNotContain(' ', url.OriginalString);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", asked["state"]!);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", asked["code_challenge"]!);
        Assert.Matches("^devflow_oauth_[A-Za-z0-9_-]{12}=[A-Za-z0-9_.-]+; max-age=600; path=/oauth; samesite=lax; httponly$", browser.Set[0]);
        Assert.Equal($"/secrets?tier=user&connected={provider}#top", back);
        Assert.Contains(browser.Set, cookie => cookie.StartsWith("devflow_session=", StringComparison.Ordinal) && cookie.EndsWith("; path=/api; samesite=strict; httponly", StringComparison.Ordinal));
        using var me = new OAuthBrowser(shared.Engine.Address) { Token = await browser.SessionTokenAsync() };
        using var answer = await me.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Contains($"user:{user}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var again = shared.Open();
        Assert.Equal($"/?connected={provider}", await again.GoAsync($"/api/v1/sign-in/{provider}"));
    }

    [Fact]
    public async Task Who_is_known_comes_in_as_the_same_person_when_retention_has_cleared_all_else_away_and_is_never_new_again()
    {
        Provider.Person = $"p{Guid.NewGuid():N}";
        var user = await shared.NameAsync(Provider.Person, Provider.Person);
        using (var browser = shared.Open())
            Assert.Equal("/?connected=github", await browser.GoAsync(Begin));
        await using var admin = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        await RetireAsync();

        using (var again = shared.Open())
        {
            Assert.Equal("/?connected=github", await again.GoAsync(Begin));
            using var me = new OAuthBrowser(shared.Engine.Address) { Token = await again.SessionTokenAsync() };
            using var answer = await me.SendAsync(HttpMethod.Get, "/api/v1/me");
            Assert.Contains($"user:{user}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        // Without the account too, nobody else says who this is.
        using var chief = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        await chief.RemoveAsync($"/api/v1/users/{user}/accounts/github");
        await RetireAsync();
        await chief.CallAsync(HttpMethod.Put, $"/api/v1/users/{user}/accounts/github", new { account = "evil" }, HttpStatusCode.Conflict);
        using var stranger = shared.Open();
        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await stranger.GoAsync(Begin));

        // As if years had gone by: of the person's sessions, keys and secrets nothing is left.
        async Task RetireAsync()
        {
            await admin.ExecuteAsync($"""
                UPDATE devflow.sessions SET created_at = now() - interval '500 days', expires_at = now() - interval '499 days' WHERE user_id = '{user}';
                DELETE FROM devflow.data_keys WHERE owner = 'user:{user}';
                UPDATE devflow.user_secrets SET deleted_at = now() - interval '499 days' WHERE owner = '{user}'
                """);
            var retention = shared.Engine.Services.GetRequiredService<Retention>();
            await retention.ClearEndedAsync(TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
            await retention.ClearAsync(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(400), TestContext.Current.CancellationToken);
            Assert.Equal(0, await admin.CountAsync($"SELECT (SELECT count(*) FROM devflow.sessions WHERE user_id = '{user}') + (SELECT count(*) FROM devflow.user_secrets WHERE owner = '{user}')"));
        }
    }

    [Fact]
    public async Task An_account_that_nobody_has_is_refused_put_on_record_and_made_no_person()
    {
        Provider.Person = "stranger";
        using var browser = shared.Open();

        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await browser.GoAsync(Begin));

        Assert.DoesNotContain(browser.Set, cookie => cookie.StartsWith("devflow_session", StringComparison.Ordinal));
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        Assert.DoesNotContain("stranger", $"{await admin.GetJsonAsync("/api/v1/users")}", StringComparison.Ordinal);
        var audit = shared.Engine.AuditText();
        Assert.Contains("oauth:github unknown-account", audit, StringComparison.Ordinal);
        Assert.False(await Provider.AcceptsAsync(Provider.Given.Last()));
    }

    [Fact]
    public async Task A_person_sees_in_which_browsers_and_ends_one_of_them_or_all()
    {
        await KnownAsync();
        using var here = shared.Open();
        using var there = shared.Open();
        await here.GoAsync(Begin);
        await there.GoAsync(Begin);

        var sessions = await ListAsync(here);

        Assert.Equal([false, true], sessions.Select(session => session.GetProperty("isCurrent").GetBoolean()));
        Assert.All(sessions, session => Assert.True(session.GetProperty("expiresAt").GetDateTimeOffset() > session.GetProperty("createdAt").GetDateTimeOffset().AddDays(29)));
        using var other = await shared.Engine.CreateClientAsync("other");
        var path = $"/api/v1/me/sessions/{sessions[0].Text("id")}";
        await other.RemoveAsync(path, HttpStatusCode.NotFound);
        Assert.Empty((await other.GetJsonAsync("/api/v1/me/sessions")).EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, (await here.SendAsync(HttpMethod.Delete, path)).StatusCode);
        Assert.Null(await there.SessionTokenAsync());
        Assert.Single(await ListAsync(here));
        Assert.Equal(HttpStatusCode.NotFound, (await here.SendAsync(HttpMethod.Delete, path)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await here.SendAsync(HttpMethod.Delete, "/api/v1/me/sessions")).StatusCode);
        Assert.Null(await here.SessionTokenAsync());
    }

    [Fact]
    public async Task A_state_is_good_once()
    {
        await KnownAsync();
        using var browser = shared.Open();
        var returning = await browser.AskAsync(await browser.BeginAsync(Begin));
        using var thief = shared.Open();
        foreach (var cookie in browser.Set)
            thief.Adopt(cookie);

        var answers = await Task.WhenAll(browser.ReturnAsync(returning), thief.ReturnAsync(returning));

        Assert.Equal(["/?connected=github", "/sign-in?problem=state&provider=github"], answers.Order(StringComparer.Ordinal));
        Assert.Equal("/sign-in?problem=state&provider=github", await browser.ReturnAsync(returning));
    }

    [Fact]
    public async Task A_state_of_another_browser_another_provider_or_nobody_is_refused_and_not_used_up()
    {
        await KnownAsync();
        using var browser = shared.Open();
        using var other = shared.Open();
        await other.BeginAsync(Begin);
        var returning = await browser.AskAsync(await browser.BeginAsync(Begin));
        var state = HttpUtility.ParseQueryString(returning.Split('?')[1])["state"]!;
        const string Refused = "/sign-in?problem=state&provider=github";

        Assert.Equal(Refused, await other.ReturnAsync(returning));
        Assert.Equal("/sign-in?problem=state&provider=atlassian", await browser.ReturnAsync(returning.Replace("/github/", "/atlassian/", StringComparison.Ordinal)));
        foreach (var wrong in (string[])["", "&state=", $"&state={state[..^1]}", $"&state={state}A", $"&state={state[..12]}{new string('A', 31)}", "&state=..%2F..%2F", $"&state={new string('x', 3000)}"])
            Assert.Equal(Refused, await browser.ReturnAsync($"/oauth/github/callback?code=anything{wrong}"));
        Assert.Equal("/?connected=github", await browser.ReturnAsync(returning));
    }

    [Fact]
    public async Task A_cookie_that_we_have_not_signed_or_that_somebody_has_changed_is_none()
    {
        using var browser = shared.Open();
        var returning = await browser.AskAsync(await browser.BeginAsync(Begin));
        var (name, value) = (browser.Set[0].Split('=')[0], browser.Set[0].Split(';')[0].Split('=', 2)[1]);
        var content = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(value.Split('.')[0]));
        var changed = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(content.Replace("\"ReturnTo\":\"/\"", "\"ReturnTo\":\"//x\"", StringComparison.Ordinal)));

        Assert.Contains("ReturnTo", content, StringComparison.Ordinal);
        foreach (var text in (string[])[$"{changed}.{value.Split('.')[1]}", $"{value}A", value.Split('.')[0], $"{value.Split('.')[0]}.", $".{value.Split('.')[1]}", "%%%.%%%", "bnVsbA.AAAA"])
        {
            using var forger = shared.Open();
            forger.Adopt($"{name}={text}; path=/oauth");
            Assert.Equal("/sign-in?problem=state&provider=github", await forger.ReturnAsync(returning));
        }
    }

    [Fact]
    public async Task Who_says_no_there_is_told_so_here()
    {
        Provider.SaysNo = true;
        using var browser = shared.Open();

        Assert.Equal("/sign-in?problem=denied&provider=github", await browser.GoAsync(Begin));
    }

    [Theory]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.Busy)]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.Gone)]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.NoJson)]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.OddJson)]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.AnswerLost)]
    [InlineData(OAuthProvider.GitHubToken, ProviderFault.Elsewhere)]
    [InlineData(OAuthProvider.GitHubUser, ProviderFault.NoJson)]
    [InlineData(OAuthProvider.GitHubUser, ProviderFault.OddJson)]
    public async Task A_provider_that_does_not_answer_sensibly_lets_nobody_in(string request, ProviderFault fault)
    {
        await KnownAsync();
        Provider.Fail(request, fault);
        using var browser = shared.Open();

        Assert.Equal("/sign-in?problem=provider-down&provider=github", await browser.GoAsync(Begin));

        Assert.Null(await browser.SessionTokenAsync());
        Assert.DoesNotContain(Provider.Requests, one => one.StartsWith("GET /elsewhere", StringComparison.Ordinal));
        Assert.Equal("/?connected=github", await browser.GoAsync(Begin));
    }

    [Fact]
    public async Task A_code_that_was_used_or_is_none_is_refused()
    {
        using var browser = shared.Open();
        var used = HttpUtility.ParseQueryString((await browser.AskAsync(await browser.BeginAsync(Begin))).Split('?')[1])["code"]!;
        foreach (var code in (string[])[used, "nothing-of-the-kind"])
        {
            // A code of another attempt: its challenge is another one too.
            var state = HttpUtility.ParseQueryString((await browser.BeginAsync(Begin)).Query)["state"];
            Assert.Equal("/sign-in?problem=refused&provider=github", await browser.ReturnAsync($"/oauth/github/callback?code={code}&state={state}"));
        }

        Assert.Null(await browser.SessionTokenAsync());
    }

    [Fact]
    public async Task A_redirect_that_is_not_registered_letter_by_letter_gives_no_code()
    {
        using var browser = shared.Open();
        var url = await browser.BeginAsync(Begin);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var answer = await http.GetAsync(new Uri(url.AbsoluteUri.Replace(Uri.EscapeDataString(OAuthProvider.RedirectOf("github")), Uri.EscapeDataString(OAuthProvider.Elsewhere), StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task The_redirect_is_the_one_of_the_settings_whatever_host_a_proxy_shows()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shared.Engine.Address, Begin)) { Content = JsonContent.Create(new { }) };
        request.Headers.Host = "localhost:9999";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("Forwarded", "host=evil.example;proto=https");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var url = new Uri((await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Text("url"));
        Assert.Equal(OAuthProvider.RedirectOf("github"), HttpUtility.ParseQueryString(url.Query)["redirect_uri"]);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/.//evil.example")]
    [InlineData("/secrets//evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData("/secrets\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("secrets")]
    [InlineData("/oauth/github/callback?code=x")]
    [InlineData("/api/v1/me/export")]
    [InlineData("/ü")]
    public async Task A_return_path_that_is_not_one_of_our_own_pages_is_refused(string path)
    {
        using var browser = shared.Open();

        using var answer = await browser.SendAsync(HttpMethod.Post, Begin, new { @return = path });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(browser.Set);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Another_page_cannot_begin_it(string site)
    {
        using var browser = shared.Open();

        using var answer = await browser.SendAsync(HttpMethod.Post, Begin, new { }, site);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(browser.Set);
    }

    [Fact]
    public async Task A_provider_that_there_is_none_of_is_none_on_every_way()
    {
        using var browser = shared.Open();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/v1/sign-in/gitlab"), (HttpMethod.Get, "/oauth/gitlab/callback?code=a&state=b") })
        {
            using var answer = await browser.SendAsync(method, path, method == HttpMethod.Post ? new { } : null);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<List<JsonElement>> ListAsync(OAuthBrowser browser)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, "/api/v1/me/sessions");
        return [.. JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).EnumerateArray()];
    }

    // Somebody whom no other test knows.
    private async Task KnownAsync()
    {
        Provider.Person = $"p{Guid.NewGuid():N}";
        await shared.NameAsync(Provider.Person, Provider.Person);
    }
}
