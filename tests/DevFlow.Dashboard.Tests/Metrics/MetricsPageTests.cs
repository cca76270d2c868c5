using System.Text.RegularExpressions;
using DevFlow.Dashboard.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests.Measurements;

[Collection(PagesCollection.Name)]
public sealed class MetricsPageTests(Chromium chromium)
{
    private const string Access = "/metrics?service=mcp-gateway&meter=DevFlow.Secrets&instrument=secret.access";
    private const string Duration = $"/metrics?service=mcp-gateway&meter={ShopMetrics.Hosting}&instrument=http.server.request.duration";

    [Fact]
    public async Task Without_metrics_the_page_says_how_they_come_and_follows_when_they_do()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics");
        await Expect(page.GetByText("No metrics yet")).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
        await page.PictureAsync("metrics-empty");

        ShopMetrics.Fill(dashboard.Metrics, seconds: 3);

        await page.GetByRole(AriaRole.Link, new() { Name = "secret.access" }).ClickAsync();
        await Expect(page.Locator("figure.chart")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_histogram_is_drawn_as_percentiles_in_its_unit(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, Duration);

        await Expect(Legend(page)).ToHaveTextAsync([Like("p50.* ms"), Like("p90.* ms"), Like("p99.* m?s")]);
        await Expect(page.GetByText("Duration of HTTP server requests.")).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"metrics-{scheme}".ToLowerInvariant());

        await page.GetByRole(AriaRole.Link, new() { Name = "Per second" }).ClickAsync();
        await Expect(Legend(page)).ToHaveTextAsync([Like(@"search\s*3 /s"), Like(@"secrets\s*2 /s"), Like(@"workflows/\{id\}\s*1 /s")]);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_counter_is_drawn_by_the_second_or_in_total_as_chart_or_table(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync(scheme, width: 1000);
        await dashboard.ShowAsync(page, Access);
        await Expect(Legend(page)).ToHaveTextAsync([Like("AOSENTRY_API_KEY.*4 access/s"), Like("DATABASE_URL.*2 access"), Like("JWT_SECRET.*1 access")]);
        await page.PictureAsync($"metrics-narrow-{scheme}".ToLowerInvariant());

        await page.GetByRole(AriaRole.Link, new() { Name = "Total" }).ClickAsync();
        await Expect(Legend(page).First).ToContainTextAsync("1,280 access");
        Assert.Contains("show=Value", page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "secret.access, Total, last 5 minutes" }).Locator("tbody tr").First).ToContainTextAsync("1,280 access");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"metrics-table-{scheme}".ToLowerInvariant());
    }

    [Fact]
    public async Task What_is_measured_now_is_seen_without_a_reload()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var queue = new Instrument("shop", "m", "queue") { Kind = InstrumentKind.Gauge };
        dashboard.Metrics.Add(new("shop", "1"), queue, [], new(TimeProvider.System.GetUtcNow(), 17));
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics?service=shop&meter=m&instrument=queue");
        await Expect(Legend(page)).ToContainTextAsync("17");

        dashboard.Metrics.Add(new("shop", "1"), queue, [], new(TimeProvider.System.GetUtcNow(), 4711));

        await Expect(Legend(page)).ToContainTextAsync("4,711");
    }

    [Fact]
    public async Task Attribute_values_choose_the_series_and_the_address_keeps_the_choice()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Access);

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "DATABASE_URL" }).ClickAsync();
        await Expect(Legend(page)).ToHaveTextAsync([Like("DATABASE_URL")]);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "JWT_SECRET" }).ClickAsync();
        await Expect(Legend(page)).ToHaveTextAsync([Like("DATABASE_URL"), Like("JWT_SECRET")]);

        await page.ReloadAsync();
        await Expect(Legend(page)).ToHaveTextAsync([Like("DATABASE_URL"), Like("JWT_SECRET")]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Expect(Legend(page)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_arrow_keys_read_values_out()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Access);
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Values over time" });

        await slider.FocusAsync();
        // Ten steps of two seconds: the last of them are empty by the time that a slow machine has drawn the page.
        for (var i = 0; i < 10; i++)
            await page.Keyboard.PressAsync("ArrowLeft");

        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", Like(@"^\d\d:\d\d:\d\d: .*AOSENTRY_API_KEY 4 access"));
        await Expect(page.Locator(".values")).ToContainTextAsync("4 access");
        await Expect(slider).ToHaveValueAsync(Like("^1[34][0-9]$"));
        await Expect(slider).Not.ToHaveValueAsync("149");
    }

    [Fact]
    public async Task The_pointer_shows_the_values_where_it_is()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Duration);
        var slider = page.GetByRole(AriaRole.Slider);

        await slider.HoverAsync(new() { Position = new() { X = 200, Y = 100 } });
        await Expect(page.Locator(".values")).ToContainTextAsync("p99");
        await page.PictureAsync("metrics-hover");

        await page.Mouse.MoveAsync(5, 5);
        await Expect(page.Locator(".values")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_service_that_started_anew_goes_on_in_the_same_line()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Access.Replace("mcp-gateway", "workflow-engine", StringComparison.Ordinal) + "&where=secret.key%3DAOSENTRY_API_KEY");

        // Half a step is without points where the one process had gone and the other had not come.
        await Expect(Legend(page)).ToHaveTextAsync([Like(@"4 access/s\s*[24] access/s\s*4 access/s")]);
        await page.PictureAsync("metrics-restart");
    }

    [Fact]
    public async Task Instruments_are_found_by_a_part_of_their_name_and_services_are_chosen()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics, seconds: 3);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics");
        var links = page.Locator(".instruments li a");
        await Expect(links).ToHaveCountAsync(5);

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search instruments" }).FillAsync("REQUEST");
        await Expect(links).ToHaveTextAsync(["http.server.active_requests", "http.server.request.duration"]);

        await links.First.ClickAsync();
        await page.Locator("fluent-dropdown[aria-label=Service]").ClickAsync();
        await page.Locator("fluent-option", new() { HasText = "workflow-engine" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Like("service=workflow-engine&.*instrument=http.server.active_requests"));
        await page.GetByRole(AriaRole.Link, new() { Name = "15 min" }).ClickAsync();
        await Expect(page.Locator("figure")).ToHaveAttributeAsync("aria-label", "http.server.active_requests, Value, last 15 minutes");
    }

    [Fact]
    public async Task Of_many_series_the_highest_are_drawn_and_the_rest_is_told()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 35; i++)
            dashboard.Metrics.Add(new("shop", "1"), new("shop", "m", "sizes") { Kind = InstrumentKind.Gauge }, [new("queue", $"q{i:00}")], new(now.AddSeconds(-20), i));
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics?service=shop&meter=m&instrument=sizes");

        await Expect(Legend(page)).ToHaveTextAsync([.. Enumerable.Range(25, 10).Select(i => Like($"q{i}"))]);
        await Expect(page.GetByText("The 10 with the highest values of 35 series.")).ToBeVisibleAsync();
        await Expect(page.GetByText("and 15 more")).ToBeVisibleAsync();
        await page.PictureAsync("metrics-many");
    }

    [Fact]
    public async Task An_instrument_that_is_not_measured_is_said_to_be_so()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        ShopMetrics.Fill(dashboard.Metrics, seconds: 3);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics?service=nobody&meter=x&instrument=nothing");

        await Expect(page.GetByText("nothing is not measured")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Points_that_were_dropped_are_told()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MaxSeries = 5 });
        ShopMetrics.Fill(dashboard.Metrics, seconds: 3);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/metrics");

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "points were dropped" })).ToContainTextAsync("more than 5 series");
    }

    [Fact]
    public async Task Script_in_names_units_and_attributes_is_text()
    {
        const string script = "<img src=x onerror=alert(1)><script>alert(2)</script>\"';--";
        await using var dashboard = await RunningDashboard.StartAsync();
        var instrument = new Instrument(script, script, script) { Kind = InstrumentKind.Gauge, Unit = script, Description = script };
        foreach (var value in new[] { script, "other" })
            dashboard.Metrics.Add(new(script, "1"), instrument, [new(script, value)], new(TimeProvider.System.GetUtcNow(), 2));
        var page = await chromium.OpenAsync();
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        await dashboard.ShowAsync(page, "/metrics");

        await page.Locator(".instruments li a").ClickAsync();
        await Expect(Legend(page)).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Slider).FocusAsync();
        await Expect(page.Locator(".values")).ToContainTextAsync("<img src=x");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "<img" }).ClickAsync();
        await Expect(Legend(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Table" }).ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("<img src=x");
        await page.ReloadAsync();
        await Expect(page.Locator("h2", new() { HasText = "<script>" }).First).ToBeVisibleAsync();

        Assert.Equal(0, dialogs);
        Assert.Equal(0, await page.Locator("main img").CountAsync());
    }

    private static Regex Like(string pattern) => new(pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static ILocator Legend(IPage page) => page.Locator(".legend tbody tr");
}
