using DevFlow.Dashboard.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests.Signals;

[Collection(PagesCollection.Name)]
public sealed class TraceListTests(Chromium chromium)
{
    [Fact]
    public async Task A_trace_is_listed_as_soon_as_it_comes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await Expect(page.GetByText("No traces yet")).ToBeVisibleAsync();
        await Expect(page.GetByText("AddServiceDefaults()")).ToBeVisibleAsync();

        dashboard.Traces.Add(Spans.Request());

        var row = Row(page, "GET /api/v1/secrets");
        await Expect(row).ToContainTextAsync("48.2 ms");
        await Expect(row).ToContainTextAsync("workflow-engine 6");
        await Expect(row).ToContainTextAsync("1 failed");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_list_is_accessible(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        AddMany(dashboard, 60);
        dashboard.Traces.Add(Spans.Request());
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, "/traces");
        await Expect(Row(page, "GET /api/v1/secrets")).ToBeVisibleAsync();
        await page.SettledAsync();

        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"traces-{scheme}");
    }

    [Theory]
    [InlineData("service=mcp-gateway", "POST /mcp")]
    [InlineData("text=SELECT%20KEY", "GET /api/v1/secrets")]
    [InlineData("text=4bf92f3577b34da6a3ce929d0e0e4736", "GET /api/v1/secrets")]
    [InlineData("errors=true", "GET /api/v1/secrets")]
    [InlineData("min=40", "GET /api/v1/secrets")]
    [InlineData("field=secret.key%3DAOSENTRY_API_KEY", "GET /api/v1/secrets")]
    public async Task The_address_says_what_is_listed(string query, string name)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        dashboard.Traces.Add([Spans.Make("mcp-gateway", 1, name: "POST /mcp", trace: new(2)), Spans.Make("mcp-gateway", 2, 1, name: "tool", trace: new(2))]);
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, $"/traces?{query}");

        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
        await Expect(Row(page, name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Traces_that_were_cleared_while_paused_go_on()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await page.SettledAsync();
        await page.Button("Pause").ClickAsync();
        await page.Button("Clear all traces").ClickAsync();
        await Expect(page.GetByText("No traces yet")).ToBeVisibleAsync();
        dashboard.Traces.Add([Spans.Make("mcp-gateway", 1, name: "POST /mcp", trace: new(2))]);

        await page.Button("Go on").ClickAsync();

        await Expect(Row(page, "POST /mcp")).ToBeVisibleAsync();
        await Expect(page.Button("Pause")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("min=soon")]
    [InlineData("field=nothing")]
    [InlineData("min=NaN")]
    [InlineData("service=gone")]
    public async Task What_cannot_be_lists_nothing_and_offers_all(string query)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, $"/traces?{query}");
        await Expect(page.GetByText("No trace matches")).ToBeVisibleAsync();

        await page.Button("Show all traces").ClickAsync();

        await Expect(Row(page, "GET /api/v1/secrets")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces");
    }

    [Fact]
    public async Task What_is_chosen_goes_into_the_address()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        dashboard.Traces.Add([Spans.Make("mcp-gateway", 1, name: "POST /mcp", trace: new(2))]);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await page.SettledAsync();

        await page.Locator("fluent-switch").ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces?errors=true");
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
        await page.Locator("fluent-switch").ClickAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(2);
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("mcp");
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces?text=mcp");
        await Expect(Row(page, "GET /api/v1/secrets")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces");

        await page.Locator("fluent-dropdown[aria-label=Service]").ClickAsync();
        await page.Locator("fluent-option", new() { HasText = "mcp-gateway" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces?service=mcp-gateway");
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_filter_by_an_attribute_can_be_dropped()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        dashboard.Traces.Add([Spans.Make("mcp-gateway", 1, name: "POST /mcp", trace: new(2))]);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces?field=secret.key%3DDATABASE_URL");
        await Expect(page.GetByText("secret.key=DATABASE_URL")).ToBeVisibleAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
        await page.SettledAsync();

        await page.Button("Drop the filter attribute").ClickAsync();

        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_trace_opens_by_the_keyboard_alone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        AddMany(dashboard, 3);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await page.SettledAsync();

        await page.GetByRole(AriaRole.Grid, new() { Name = "Traces" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Row(page, "POST /mcp/1")).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces/{new TraceId(1001)}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "POST /mcp/1" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_someone_scrolled_to_stays_in_its_place_while_others_come()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        AddMany(dashboard, 300);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await page.SettledAsync();
        await page.Locator(".rows").EvaluateAsync("rows => rows.scrollTop = 3200");
        var row = Row(page, "POST /mcp/195");
        await Expect(row).ToBeInViewportAsync();
        var before = await row.BoundingBoxAsync();

        dashboard.Traces.Add([Spans.Make("local-ui", 1, name: "the newest", trace: new(7))]);

        var newer = page.Button("Newer traces");
        await Expect(newer).ToBeVisibleAsync();
        Assert.Equal(before!.Y, (await row.BoundingBoxAsync())!.Y);
        await newer.ClickAsync();
        await Expect(Row(page, "the newest")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task More_than_a_thousand_are_shown_on_demand()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        AddMany(dashboard, 1200);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/traces");
        await Expect(page.GetByText("The latest 1,000 are shown.")).ToBeVisibleAsync();
        await page.SettledAsync();

        await page.Button("Show more").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-rowcount", "1201");
    }

    private static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(name, new() { Exact = true }) });

    private static void AddMany(RunningDashboard dashboard, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var trace = new TraceId((UInt128)(1000 + i));
            dashboard.Traces.Add(
            [
                Spans.Make(i % 3 == 0 ? "mcp-gateway" : "workflow-engine", 1, 0, 100 + (i * 37), 3 + (i * i % 41), $"POST /mcp/{i}", trace: trace, status: i % 7 == 3 ? SpanStatus.Error : SpanStatus.Unset),
                Spans.Make("knowledge-hub", 2, 1, 100 + (i * 37), 2, trace: trace),
            ]);
        }
    }
}
