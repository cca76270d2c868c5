using DevFlow.Dashboard.Telemetry;
using DevFlow.Hosting.Local;
using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests.Secrets;

[Collection(PagesCollection.Name)]
public sealed class SecretsPageTests(Chromium chromium)
{
    private static readonly DashboardSecret[] _registered =
    [
        new("AOSENTRY_API_KEY", "system") { Reference = "op://DevFlow/AOSentry/api_key", Description = "The key of the AOSentry gateway", IsRequired = true, UsedBy = ["knowledge-hub"] },
        new("AOSENTRY_API_URL", "system") { Reference = "op://DevFlow/AOSentry/endpoint", IsSecret = false, UsedBy = ["knowledge-hub"] },
        new("DATABASE_URL", "system") { Reference = "op://DevFlow/PostgreSQL/connection_url", IsRequired = true, UsedBy = ["workflow-engine"] },
        new("GITHUB_CLIENT_SECRET", "user") { Reference = "op://DevFlow/GitHub/oauth_client_secret", UsedBy = ["workflow-engine"] },
        new("JWT_SECRET", "system") { Reference = "op://DevFlow/Security/jwt_secret", IsRequired = true, UsedBy = ["workflow-engine"] },
        new("QDRANT_API_KEY", "system") { Reference = "op://DevFlow/Qdrant/api_key", UsedBy = ["knowledge-hub"] },
    ];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_secret_is_a_row_with_what_its_lookups_told(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync(secrets: _registered);
        Fill(dashboard.Traces);
        var page = await chromium.OpenAsync(scheme);

        await dashboard.ShowAsync(page, "/secrets");

        await Expect(page, "AOSENTRY_API_KEY", "found", "1password", "from memory", "knowledge-hub");
        await Expect(page, "DATABASE_URL", "denied", "workflow-engine");
        await Expect(page, "QDRANT_API_KEY", "stale", "5 m 0 s old");
        await Expect(page, "JWT_SECRET", "missing");
        await Expect(page, "GITHUB_CLIENT_SECRET", "unread", "never");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"secrets-{scheme}");
    }

    [Fact]
    public async Task One_click_leads_from_a_secret_to_the_request_that_read_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync(secrets: _registered);
        var (request, lookup) = Request(dashboard.Traces);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/secrets");

        await Row(page, "AOSENTRY_API_KEY").GetByText("request", new() { Exact = true }).ClickAsync();

        await page.WaitForURLAsync($"**/traces/{request.TraceId}?span={lookup.Id}", new() { WaitUntil = WaitUntilState.Commit });
    }

    [Fact]
    public async Task A_lookup_appears_while_the_page_is_open()
    {
        await using var dashboard = await RunningDashboard.StartAsync(secrets: _registered);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/secrets");
        await Expect(page, "JWT_SECRET", "not read yet");

        dashboard.Traces.Add([Lookup.Of("JWT_SECRET", "workflow-engine", source: ".env")]);

        await Expect(page, "JWT_SECRET", "found", ".env");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Details_open_by_the_keyboard_and_close_with_escape(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync(secrets: _registered);
        Fill(dashboard.Traces);
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, "/secrets");

        await page.GetByRole(AriaRole.Link, new() { Name = "AOSENTRY_API_KEY" }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var details = page.GetByRole(AriaRole.Complementary, new() { Name = "AOSENTRY_API_KEY" });
        await details.GetByText("op://DevFlow/AOSentry/api_key").WaitForAsync();
        await details.GetByText("never sent here").WaitForAsync();
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"secret-{scheme}");
        await details.GetByLabel("Close").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await details.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.EndsWith("/secrets", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_in_the_address()
    {
        await using var dashboard = await RunningDashboard.StartAsync(secrets: _registered);
        Fill(dashboard.Traces);
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/secrets?problems=true");

        await Expect(page, "JWT_SECRET", "missing");
        Assert.Equal(0, await Row(page, "AOSENTRY_API_KEY").CountAsync());
        await page.GotoAsync($"{dashboard.Options.Url}/secrets?text=aosentry");
        await Expect(page, "AOSENTRY_API_URL");
        Assert.Equal(0, await Row(page, "JWT_SECRET").CountAsync());
    }

    [Fact]
    public async Task Script_in_a_key_a_source_or_a_service_is_text()
    {
        const string Script = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var dashboard = await RunningDashboard.StartAsync(secrets: [new(Script, Script) { Description = Script, Reference = Script, UsedBy = [Script] }]);
        dashboard.Traces.Add([Lookup.Of(Script, Script, source: Script)]);
        var page = await chromium.OpenAsync();
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };

        await dashboard.ShowAsync(page, $"/secrets/{Uri.EscapeDataString(Script)}");

        await page.GetByRole(AriaRole.Complementary).GetByText(Script).First.WaitForAsync();
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.Equal(0, dialogs);
    }

    [Fact]
    public async Task Without_secrets_the_page_says_how_they_come()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/secrets");

        await page.GetByRole(AriaRole.Heading, new() { Name = "No secrets yet" }).WaitForAsync();
    }

    private static ILocator Row(IPage page, string key) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(key, new() { Exact = true }) });

    private static async Task Expect(IPage page, string key, params string[] words)
    {
        var row = Row(page, key);
        foreach (var word in words)
            row = row.Filter(new() { HasText = word });
        await row.WaitForAsync();
    }

    private static (Span Request, Span Lookup) Request(TraceStore traces)
    {
        var request = new Span { Sender = new("knowledge-hub", "1"), TraceId = new(7), Id = new(1), Name = "GET /ask", Kind = SpanKind.Server, Start = TimeProvider.System.GetUtcNow(), Duration = TimeSpan.FromMilliseconds(12) };
        var lookup = Lookup.Of("AOSENTRY_API_KEY", trace: request.TraceId, parent: request.Id);
        traces.Add([request, lookup]);
        return (request, lookup);
    }

    private static void Fill(TraceStore traces)
    {
        var now = TimeProvider.System.GetUtcNow();
        traces.Add(
        [
            Lookup.Of("AOSENTRY_API_KEY", at: now.AddSeconds(-95)),
            .. Enumerable.Range(0, 40).Select(i => Lookup.Of("AOSENTRY_API_KEY", i % 7 == 3 ? "mcp-gateway" : "knowledge-hub", cached: true, at: now.AddSeconds(-i * i))),
            Lookup.Of("AOSENTRY_API_URL", source: ".env", at: now.AddSeconds(-80)),
            Lookup.Of("DATABASE_URL", "workflow-engine", "denied", source: null, at: now.AddSeconds(-12)),
            Lookup.Of("QDRANT_API_KEY", outcome: "stale", cached: true, age: 300, fallbacks: 3, at: now.AddSeconds(-30)),
            Lookup.Of("JWT_SECRET", "workflow-engine", "miss", source: null, at: now.AddSeconds(-8)),
        ]);
    }
}
