using System.Net;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>How the person who started the platform signs in, with the link that is printed then.</summary>
public sealed class BrowserTests(EngineServer server) : IAsyncLifetime
{
    private const string Code = "one-time-code-0123456789012345678901234567_";

    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await Engine.StartAsync(server, "", ("SIGN_IN_CODE", Code));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_link_printed_at_start_signs_the_local_administrator_in_once()
    {
        using var browser = new Browser(_engine.Address);

        var answer = await browser.SignInAsync(new { grant = "code", code = Code });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Matches("^devflow_session=[A-Za-z0-9_-]{43}; max-age=2592000; path=/api; samesite=strict; httponly$", answer.Cookie!);
        using var client = As(answer.Token!);
        var me = await client.GetJsonAsync("/api/v1/me");
        Assert.Equal(("local", "admin"), (me.Text("name"), me.Text("role")));

        using var another = new Browser(_engine.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await another.SignInAsync(new { grant = "code", code = Code })).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(new { grant = "session" })).Status);
    }

    [Fact]
    public async Task Of_many_who_use_the_code_at_the_same_moment_one_is_signed_in()
    {
        var browsers = Enumerable.Range(0, 20).Select(_ => new Browser(_engine.Address)).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.SignInAsync(new { grant = "code", code = Code })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status is HttpStatusCode.Unauthorized));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task A_wrong_code_signs_nobody_in_and_leaves_the_right_one_good()
    {
        using var browser = new Browser(_engine.Address);

        foreach (var code in (string[])["", Code[..^1] + "-", "' OR '1'='1", Code.ToUpperInvariant()])
            Assert.NotEqual(HttpStatusCode.OK, (await browser.SignInAsync(new { grant = "code", code })).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(new { grant = "code", code = Code })).Status);
    }

    [Fact]
    public async Task A_session_ends_when_its_browser_signs_out_or_its_person_does_everywhere()
    {
        using var browser = new Browser(_engine.Address);
        var cookie = (await browser.SignInAsync(new { grant = "code", code = Code })).Cookie!;
        var token = (await browser.SignInAsync(new { grant = "session" })).Token!;

        await browser.SignOutAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(new { grant = "session" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(new { grant = "session" }, cookie)).Status);
        Assert.NotEmpty(token);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_once()
    {
        using var browser = new Browser(_engine.Address);
        var token = (await browser.SignInAsync(new { grant = "code", code = Code })).Token!;

        await As(token).RemoveAsync("/api/v1/me/sessions");

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(new { grant = "session" })).Status);
    }

    [Fact]
    public async Task The_cookie_alone_calls_the_api_for_our_own_page_and_for_no_other()
    {
        (string, string)[] foreign = [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "none"), ("Origin", "http://localhost.evil.example")];
        using var browser = new Browser(_engine.Address);
        await browser.SignInAsync(new { grant = "code", code = Code });

        Assert.Equal(HttpStatusCode.OK, await browser.CallAsync(HttpMethod.Get, "/api/v1/me"));
        foreach (var header in foreign)
            Assert.NotEqual(HttpStatusCode.NoContent, await browser.CallAsync(HttpMethod.Delete, "/api/v1/me/sessions", header));
        Assert.Equal(HttpStatusCode.OK, await browser.CallAsync(HttpMethod.Get, "/api/v1/me"));
        await browser.SignOutAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.CallAsync(HttpMethod.Get, "/api/v1/me"));
    }

    [Fact]
    public async Task Who_has_a_key_can_stay_signed_in_with_it_in_a_browser()
    {
        using var anna = await _engine.CreateClientAsync("anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "page" })).Text("key");
        using var browser = new Browser(_engine.Address);

        Assert.Null((await browser.SignInAsync(new { grant = "api-key", key })).Cookie);
        Assert.NotNull((await browser.SignInAsync(new { grant = "api-key", key, session = true })).Cookie);
        Assert.Equal(HttpStatusCode.OK, await browser.CallAsync(HttpMethod.Get, "/api/v1/me"));
        Assert.Null((await browser.SignInAsync(new { grant = "api-key", key = key[..^1] + "!", session = true }, cookie: "none")).Cookie);
    }

    [Fact]
    public async Task A_foreign_page_gets_no_token_of_a_session()
    {
        (string, string)[] foreign = [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("Origin", "null")];
        using var browser = new Browser(_engine.Address);
        await browser.SignInAsync(new { grant = "code", code = Code });

        foreach (var header in foreign)
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync(new { grant = "session" }, headers: header)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(new { grant = "session" }, headers: ("Origin", "http://localhost:3737"))).Status);
    }

    private HttpClient As(string credential)
    {
        var client = _engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", credential);
        return client;
    }
}
