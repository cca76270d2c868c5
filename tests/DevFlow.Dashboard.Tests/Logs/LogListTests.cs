using DevFlow.Dashboard.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests.Signals;

[Collection(PagesCollection.Name)]
public sealed class LogListTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Entries_are_listed_and_opened(ColorScheme scheme)
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs", scheme);
        await Expect(Rows(page)).ToHaveCountAsync(8);
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"logs-{scheme}");

        await Row(page, "The list of secrets could not be read").ClickAsync();

        var details = page.GetByRole(AriaRole.Complementary);
        await Expect(details).ToContainTextAsync("The database did not answer in time.");
        await Expect(details).ToContainTextAsync("at DevFlow.WorkflowEngine.Secrets.SecretStore.ListAsync(String user)");
        await Expect(details).ToContainTextAsync("workflow-engine-1");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"log-{scheme}");
    }

    [Fact]
    public async Task An_entry_is_there_as_soon_as_it_comes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/logs");
        await Expect(page.GetByText("No logs yet")).ToBeVisibleAsync();

        dashboard.Logs.Add([Entries.Make("the first")]);

        await Expect(Row(page, "the first")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("service=local-ui", "GET /api/v1/secrets", 1)]
    [InlineData("level=error", "The index is lost and cannot be rebuilt", 2)]
    [InlineData("text=AOSENTRY", "Cache entry AOSENTRY_API_KEY has expired", 1)]
    [InlineData("text=57014", "The list of secrets could not be read", 1)]
    [InlineData("trace=4bf92f3577b34da6a3ce929d0e0e4736", "Listing secrets of user anna", 5)]
    [InlineData("trace=4bf92f3577b34da6a3ce929d0e0e4736&span=0000000000000003", "Listing secrets of user anna", 1)]
    [InlineData("service=workflow-engine&level=warning&text=12%20s", "DATABASE_URL is served 12 s old: its source is away", 1)]
    public async Task The_address_says_what_is_listed(string query, string message, int count)
    {
        await using var dashboard = await StartAsync();

        var page = await ShowAsync(dashboard, $"/logs?{query}");

        await Expect(Rows(page)).ToHaveCountAsync(count);
        await Expect(Row(page, message)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("trace=nonsense")]
    [InlineData("level=loud")]
    [InlineData("span=1")]
    [InlineData("service=gone")]
    public async Task What_cannot_be_lists_nothing_and_offers_all(string query)
    {
        await using var dashboard = await StartAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, $"/logs?{query}");
        await Expect(page.GetByText("No log entry matches")).ToBeVisibleAsync();

        await page.Button("Show all entries").ClickAsync();

        await Expect(Rows(page)).ToHaveCountAsync(8);
    }

    [Fact]
    public async Task What_is_chosen_goes_into_the_address()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");

        await page.Locator("fluent-dropdown[aria-label=Level]").ClickAsync();
        await page.Locator("fluent-option", new() { HasText = "Warning or worse" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/logs?level=warning");
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await page.Locator("fluent-dropdown[aria-label=Service]").ClickAsync();
        await page.Locator("fluent-option", new() { HasText = "knowledge-hub" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/logs?level=warning&service=knowledge-hub");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("nothing-has-this");
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/logs?level=warning&service=knowledge-hub&text=nothing-has-this");
        await Expect(page.GetByText("No log entry matches")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("INDEX");
        await Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_trace_and_a_span_that_are_filtered_by_can_be_dropped()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, $"/logs?trace={Spans.Trace}&span={new SpanId(8)}");
        await Expect(Rows(page)).ToHaveCountAsync(1);

        await page.Button("Drop the filter span").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(5);
        await page.Button("Drop the filter trace").ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(8);
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/logs");
    }

    [Fact]
    public async Task The_end_stays_in_sight_until_someone_scrolls_away()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Logs.Add([.. Enumerable.Range(0, 500).Select(i => Entries.Make($"entry {i}."))]);
        var page = await ShowAsync(dashboard, "/logs");
        await Expect(Row(page, "entry 499.")).ToBeInViewportAsync();
        dashboard.Logs.Add([Entries.Make("one more")]);
        await Expect(Row(page, "one more")).ToBeInViewportAsync();

        await page.Locator(".rows").EvaluateAsync("rows => rows.scrollTop = 2800");
        var read = Row(page, "entry 105.");
        await Expect(read).ToBeInViewportAsync();
        var before = await read.BoundingBoxAsync();
        dashboard.Logs.Add([Entries.Make("while away 1"), Entries.Make("while away 2")]);
        await Expect(page.Button("2 newer")).ToBeVisibleAsync();
        Assert.Equal(before!.Y, (await read.BoundingBoxAsync())!.Y);

        await page.Button("2 newer").ClickAsync();
        await Expect(Row(page, "while away 2")).ToBeInViewportAsync();
        dashboard.Logs.Add([Entries.Make("live again")]);
        await Expect(Row(page, "live again")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Paused_logs_stay_as_they_are()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");

        await page.Button("Pause").ClickAsync();
        await Expect(page.Button("Go on")).ToBeVisibleAsync();
        dashboard.Logs.Add([Entries.Make("meanwhile")]);
        await Expect(page.Button("1 newer")).ToBeVisibleAsync();
        await Expect(Row(page, "meanwhile")).ToHaveCountAsync(0);
        await page.Button("Go on").ClickAsync();

        await Expect(Row(page, "meanwhile")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_read_is_not_lost_when_it_makes_way_for_newer_ones()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MaxLogs = 200 });
        dashboard.Logs.Add([.. Enumerable.Range(0, 200).Select(i => Entries.Make($"entry {i}."))]);
        var page = await ShowAsync(dashboard, "/logs");
        await Row(page, "entry 190.").ClickAsync();
        await page.Locator(".rows").EvaluateAsync("rows => rows.scrollTop = 0");
        await Expect(Row(page, "entry 0.")).ToBeInViewportAsync();

        dashboard.Logs.Add([.. Enumerable.Range(1000, 200).Select(i => Entries.Make($"entry {i}."))]);

        await Expect(page.Button("200 newer")).ToBeVisibleAsync();
        await Expect(Row(page, "entry 0.")).ToBeInViewportAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("entry 190.");
    }

    [Fact]
    public async Task The_keyboard_alone_moves_opens_and_closes_while_entries_come()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");
        var current = page.Locator(".row[aria-selected=true]");
        await page.GetByRole(AriaRole.Grid).FocusAsync();

        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(current).ToContainTextAsync("GET /api/v1/secrets");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("http.request.method");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("Listing secrets of user anna");
        dashboard.Logs.Add([Entries.Make("meanwhile")]);
        await Expect(Row(page, "meanwhile")).ToBeVisibleAsync();
        await Expect(current).ToContainTextAsync("Listing secrets of user anna");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Grid)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_attribute_can_be_copied()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Row(page, "Listing secrets of user anna").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy UserName" }).ClickAsync();

        await Expect(page.GetByText("Copied", new() { Exact = true })).ToBeAttachedAsync();
        Assert.Equal("anna", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task A_copy_that_the_browser_refuses_is_said()
    {
        await using var dashboard = await StartAsync();
        var page = await chromium.OpenAsync();
        await page.AddInitScriptAsync("Clipboard.prototype.writeText = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'))");
        await dashboard.ShowAsync(page, "/logs");
        await page.SettledAsync();
        await Row(page, "Listing secrets of user anna").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy UserName" }).ClickAsync();

        await Expect(page.GetByText("Not copied", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
        await page.PictureAsync("not-copied");
    }

    [Fact]
    public async Task Logs_that_were_cleared_while_paused_go_on()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");
        await page.Button("Pause").ClickAsync();
        await page.Button("Clear all logs").ClickAsync();
        await Expect(page.GetByText("No logs yet")).ToBeVisibleAsync();
        dashboard.Logs.Add([Entries.Make("after that")]);

        await page.Button("Go on").ClickAsync();

        await Expect(Row(page, "after that")).ToBeVisibleAsync();
        await Expect(page.Button("Pause")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cleared_logs_are_gone_and_new_ones_come()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowAsync(dashboard, "/logs");

        await page.Button("Clear all logs").ClickAsync();
        await Expect(page.GetByText("No logs yet")).ToBeVisibleAsync();
        dashboard.Logs.Add([Entries.Make("after that")]);

        await Expect(Row(page, "after that")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Script_in_an_entry_is_text()
    {
        const string Script = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Logs.Add([Entries.Make(Script, Script, Severity.Error, trace: Spans.Trace, span: 1, category: Script, fields: [new(Script, Script), new("exception.stacktrace", Script), new("\" onmouseover=\"alert(3)", "javascript:alert(4)")])]);
        var page = await ShowAsync(dashboard, "/logs");
        var dialogs = page.CountDialogs();

        await page.Locator(".row:not(.head)").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Complementary).GetByText(Script).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Complementary).GetByText("javascript:alert(4)").HoverAsync();
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.Equal(0, dialogs());
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Logs.Add(Entries.OfRequest());
        return dashboard;
    }

    private async Task<IPage> ShowAsync(RunningDashboard dashboard, string path, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, path);
        await page.SettledAsync();
        return page;
    }

    private static ILocator Rows(IPage page) => page.Locator(".row:not(.head)");

    private static ILocator Row(IPage page, string message) => Rows(page).Filter(new() { Has = page.GetByText(message, new() { Exact = true }) });
}
