using System.Net;
using DevFlow.Dashboard.SignIn;
using DevFlow.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Dashboard.Tests.SignIn;

public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/secrets")]
    [InlineData("/traces?service=x")]
    public async Task Without_a_token_a_page_leads_to_the_sign_in(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = Browser(dashboard);

        using var answer = await browser.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/signin?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task The_circuit_is_closed_without_a_token()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = Browser(dashboard);

        using var answer = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null, Cancellation);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_link_of_the_terminal_opens_the_page_it_asks_for()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");
        using var browser = Browser(dashboard);

        using var login = await browser.GetAsync("/login?t=abc&returnUrl=%2Fsecrets", Cancellation);
        using var page = await browser.GetAsync("/secrets", Cancellation);

        Assert.Equal("/secrets", login.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_opens_the_dashboard_once()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");
        using var first = Browser(dashboard);
        using var second = Browser(dashboard);

        using var login = await first.GetAsync("/login?t=abc", Cancellation);
        using var reuse = await second.GetAsync("/login?t=abc", Cancellation);
        using var again = await first.GetAsync("/login?t=abc", Cancellation);
        using var page = await second.GetAsync("/secrets", Cancellation);

        Assert.Equal("/signin?used=true", reuse.Headers.Location!.OriginalString);
        Assert.False(reuse.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        // Whoever is signed in may press the link again.
        Assert.Equal("/", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_link_pressed_by_somebody_who_is_signed_in_is_used_all_the_same()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");
        using var first = Browser(dashboard);
        using var second = Browser(dashboard);
        using var signedIn = await first.GetAsync(dashboard.LinkTo("/"), Cancellation);

        using var pressed = await first.GetAsync("/login?t=abc", Cancellation);
        using var again = await second.GetAsync("/login?t=abc", Cancellation);

        Assert.Equal("/", pressed.Headers.Location!.OriginalString);
        Assert.Equal("/signin?used=true", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public void Of_many_links_the_newest_ten_are_good()
    {
        var tokens = new OneTimeTokens();
        for (var i = 0; i < 1_000; i++)
            tokens.Add($"token-{i}");

        Assert.False(tokens.TryUse("token-989"));
        Assert.True(tokens.TryUse("token-990"));
        Assert.True(tokens.TryUse("token-999"));
    }

    [Fact]
    public async Task One_token_opened_by_a_hundred_at_the_same_time_lets_one_in()
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");

        var came = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var browser = Browser(dashboard);
            using var answer = await browser.GetAsync("/login?t=abc", Cancellation);
            return answer.Headers.Contains("Set-Cookie");
        }));

        Assert.Single(came, entered => entered);
    }

    [Fact]
    public async Task Whoever_comes_with_a_used_link_can_have_a_new_one_printed_in_the_terminal()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = Browser(dashboard);
        var form = await browser.GetStringAsync("/signin?used=true", Cancellation);
        Assert.Contains("used already", form, StringComparison.Ordinal);

        using var asked = await browser.PostAsync("/signin/link", Form(form), Cancellation);
        while (await dashboard.ReadAsync() is not LinkAsked)
        {
            // Other things may be said before.
        }

        await dashboard.SendAsync(new LinkIssued("fresh"));
        var tokens = dashboard.Services.GetRequiredService<OneTimeTokens>();
        Assert.Equal("/signin?printed=true", asked.Headers.Location!.OriginalString);
        await dashboard.SettleAsync();
        Assert.True(tokens.TryUse("fresh"));
    }

    [Fact]
    public async Task Without_the_forgery_token_no_link_is_printed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = Browser(dashboard);

        using var answer = await browser.PostAsync("/signin/link", new FormUrlEncodedContent([]), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_link_leads_nowhere_else(string returnUrl)
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");
        using var browser = Browser(dashboard);

        using var answer = await browser.GetAsync($"/login?t=abc&returnUrl={Uri.EscapeDataString(returnUrl)}", Cancellation);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    public async Task Other_sites_are_turned_away(string header, string value)
    {
        await using var dashboard = await RunningDashboard.StartAsync(token: "abc");
        using var browser = Browser(dashboard);
        browser.DefaultRequestHeaders.Add(header, value);

        using var answer = await browser.GetAsync("/login?t=abc", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_browser_stays_signed_in_when_the_host_restarts()
    {
        var data = Directory.CreateTempSubdirectory();
        try
        {
            string cookie;
            await using (var before = await RunningDashboard.StartAsync(options => options with { DataDirectory = data.FullName }, token: "abc"))
            {
                using var browser = Browser(before, followCookies: false);
                using var login = await browser.GetAsync("/login?t=abc", Cancellation);
                cookie = login.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
            }

            await using var after = await RunningDashboard.StartAsync(options => options with { DataDirectory = data.FullName }, token: "def");
            using var again = Browser(after, followCookies: false);
            again.DefaultRequestHeaders.Add("Cookie", $"devflow-dashboard-{new Uri(after.Options.Url).Port}={cookie}");
            using var page = await again.GetAsync("/secrets", Cancellation);

            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(data.FullName, "keys")));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static HttpClient Browser(RunningDashboard dashboard, bool followCookies = true) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = followCookies }) { BaseAddress = new(dashboard.Options.Url) };

    private static FormUrlEncodedContent Form(string page)
    {
        const string Marker = "name=\"__RequestVerificationToken\" value=\"";
        var start = page.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length;
        return new(new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = page[start..page.IndexOf('"', start)] });
    }
}
