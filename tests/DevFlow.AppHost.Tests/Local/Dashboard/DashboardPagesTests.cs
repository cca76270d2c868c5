using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

/// <summary>Each page of the dashboard with the whole platform running, in a real browser.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardPagesTests(PlatformWithDashboard platform)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [CombinatorialPages]
    public async Task Every_page_shows_the_platform_and_is_accessible(string name, string path, string text, ColorScheme scheme)
    {
        await platform.AskByTheLocalUiAsync();
        var page = await platform.OpenAsync(path, scheme);

        await page.GetByText(text).First.WaitForAsync();
        var result = await page.RunAxeWhenStillAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}-{scheme.ToString().ToLowerInvariant()}.png") });

        Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_request_is_followed_from_the_Local_UI_into_its_secret_and_the_source_of_that()
    {
        await platform.AskByTheLocalUiAsync();
        var page = await platform.OpenAsync("/traces?service=local-ui");

        await page.GetByRole(AriaRole.Link, new() { Name = "GET /api/v1/secrets", Exact = true }).First.ClickAsync();

        var rows = page.GetByRole(AriaRole.Row);
        await rows.Filter(new() { HasText = "local-ui" }).Filter(new() { HasText = "GET /api/v1/secrets" }).First.WaitForAsync();
        await rows.Filter(new() { HasText = "workflow-engine" }).Filter(new() { HasText = "GET /api/v1/secrets" }).First.WaitForAsync();
        await rows.Filter(new() { HasText = "secret.resolve" }).Filter(new() { HasText = "DATABASE_URL" }).Filter(new() { HasText = ".env" }).First.WaitForAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.ReloadAsync();
            await rows.Filter(new() { HasText = "secret.resolve" }).First.WaitForAsync();
            await page.Locator("main[data-live]").WaitForAsync();
            var result = await page.RunAxeWhenStillAsync();
            Assert.DoesNotContain(result.Violations, violation => violation.Impact is "serious" or "critical");
            await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"trace-{scheme.ToString().ToLowerInvariant()}.png") });
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_click_leads_from_a_secret_to_the_request_that_read_it()
    {
        await platform.AskByTheLocalUiAsync();
        var page = await platform.OpenAsync("/secrets");

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "DATABASE_URL" }).GetByText("request", new() { Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "secret.resolve" }).Filter(new() { HasText = "DATABASE_URL" }).First.WaitForAsync();
        Assert.Matches("/traces/[0-9a-f]{32}\\?span=[0-9a-f]{16}", page.Url);
        await page.Context.CloseAsync();
    }

    /// <summary>Tells how long it took, for docs/benchmarks.md; how long it may take is no matter of a test.</summary>
    [Fact]
    public async Task A_request_appears_on_a_page_that_is_open()
    {
        var page = await platform.OpenAsync("/traces?service=local-ui");
        var took = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            var path = $"/api/v1/secrets/KEY_{Guid.NewGuid():N}";
            await platform.AskByTheLocalUiAsync(path);
            var asked = TimeProvider.System.GetTimestamp();
            await page.GetByText($"GET {path}").First.WaitForAsync();
            took.Add(TimeProvider.System.GetElapsedTime(asked));
        }

        took.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"from the answer of a request to its trace on the page: {took[2].TotalSeconds:0.00} s (median of five), {took[^1].TotalSeconds:0.00} s at most");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_resource_is_stopped_and_started_from_its_row()
    {
        var page = await platform.OpenAsync("/");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText("mcp-gateway", new() { Exact = true }) });
        var state = Assertions.Expect(row.Locator(".own"));
        await state.ToHaveTextAsync("Running", new() { Timeout = 30_000 });

        await row.GetByTitle("Stop mcp-gateway", new() { Exact = true }).ClickAsync();
        await state.Not.ToHaveTextAsync("Running", new() { Timeout = 30_000 });
        await row.GetByTitle("Start mcp-gateway", new() { Exact = true }).ClickAsync();

        await state.ToHaveTextAsync("Running", new() { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_metrics_of_all_services_are_served_as_prometheus_text()
    {
        using var client = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));

        string text;
        do
            text = await client.GetStringAsync(platform.MetricsUrl, limit.Token);
        while (!RunningPlatform.Services.All(service => text.Contains($"job=\"{service}\"", StringComparison.Ordinal)));

        Assert.Contains("# TYPE secret_access_total counter", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket{", text, StringComparison.Ordinal);
    }
}
