using DevFlow.Dashboard.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests.Signals;

[Collection(PagesCollection.Name)]
public sealed class TracePageTests(Chromium chromium)
{
    private static readonly string _page = $"/traces/{Spans.Trace}";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_request_is_followed_into_its_secrets(ColorScheme scheme)
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard, scheme);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "GET /api/v1/secrets" })).ToBeVisibleAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(9);
        await Expect(page.Locator(".facts")).ToContainTextAsync("Spans 9");
        await Expect(page.Locator(".facts")).ToContainTextAsync("Depth 6");
        var lookup = page.Locator(".row", new() { HasText = "DATABASE_URL" });
        await Expect(lookup).ToContainTextAsync("← apphost stale · from memory · 12 s old");
        await Expect(lookup.GetByRole(AriaRole.Link, new() { Name = "DATABASE_URL" })).ToHaveAttributeAsync("href", "/secrets/DATABASE_URL");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"trace-{scheme}");

        await page.Locator(".row", new() { HasText = "postgresql" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("DevFlow.WorkflowEngine.Secrets.SecretStore.ListAsync()");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"trace-span-{scheme}");
    }

    [Fact]
    public async Task A_bar_lies_where_its_span_does()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);

        var line = await page.Locator(".row .line").Nth(2).BoundingBoxAsync();
        var bar = await page.Locator(".row .bar").Nth(2).BoundingBoxAsync();

        Assert.InRange((bar!.X - line!.X) / line.Width, 0.073, 0.093);
        Assert.InRange(bar.Width / line.Width, 0.83, 0.85);
    }

    [Fact]
    public async Task An_address_names_the_span_whose_details_are_shown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, $"{_page}?span={new SpanId(9)}");

        var details = page.GetByRole(AriaRole.Complementary);
        await Expect(details).ToContainTextAsync("index.touch");
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = new TraceId(0x77).ToString() })).ToHaveAttributeAsync("href", $"/traces/{new TraceId(0x77)}?span={new SpanId(5)}");
        await page.Locator(".row", new() { HasText = "postgresql" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}{_page}?span={new SpanId(8)}");
        await Expect(details).ToContainTextAsync("where owner = $1");
    }

    [Fact]
    public async Task The_keyboard_alone_moves_folds_opens_and_closes()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);
        var rows = page.Locator(".row:not(.head)");
        var current = page.Locator(".row[aria-selected=true]");
        await page.GetByRole(AriaRole.Treegrid).FocusAsync();

        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(current).ToHaveAttributeAsync("aria-level", "3");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(current).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(rows).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(current).ToHaveAttributeAsync("aria-level", "2");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(rows).ToHaveCountAsync(9);
        await page.Keyboard.PressAsync("End");
        await Expect(current).ToContainTextAsync("index.touch");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("index.touch");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}{_page}");
        await Expect(page.GetByRole(AriaRole.Treegrid)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task All_can_be_collapsed_and_expanded()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);

        await page.Button("Collapse all").ClickAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
        await Expect(page.Locator(".row:not(.head)")).ToContainTextAsync("+8");

        await page.Button("Expand all").ClickAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(9);
    }

    [Fact]
    public async Task A_late_span_joins_the_trace_that_is_looked_at()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);
        await page.Locator(".row", new() { HasText = "postgresql" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("postgresql");

        dashboard.Traces.Add([Spans.Make("mcp-gateway", 20, 3, 30, 900, "late work")]);

        await Expect(page.Locator(".row", new() { HasText = "late work" })).ToContainTextAsync("900 ms");
        await Expect(page.Locator(".facts")).ToContainTextAsync("930 ms");
        await Expect(page.Locator(".row[aria-selected=true]")).ToContainTextAsync("postgresql");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("postgresql");
    }

    [Fact]
    public async Task A_trace_whose_root_never_came_says_so()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add([Spans.Make("mcp-gateway", 2, 1, 5, name: "orphan")]);
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, _page);
        await page.Locator(".row", new() { HasText = "orphan" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("Its parent 0000000000000001 has not come.");
    }

    [Fact]
    public async Task A_clock_that_differs_is_marked_and_stays_in_sight()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add([Spans.Make("local-ui", 1, 0, 100, 50, "call", SpanKind.Client), Spans.Make("mcp-gateway", 2, 1, -4900, 20, "answer", SpanKind.Server)]);
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, _page);
        await page.Locator(".row", new() { HasText = "answer" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("Clock differs by at least 5.00 s: that of mcp-gateway is behind.");
        await Expect(page.Locator(".facts")).ToContainTextAsync("Duration 50.0 ms");
        await Expect(page.Locator(".bar.off")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Logs_and_spans_lead_to_each_other()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);

        await page.Locator(".row", new() { HasText = "postgresql" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Logs of this span (1)" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/logs?trace={Spans.Trace}&span={new SpanId(8)}");
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
        await page.Locator(".row", new() { HasText = "The list of secrets could not be read" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show its span in the trace" }).ClickAsync();

        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}{_page}?span={new SpanId(8)}");
        await Expect(page.GetByRole(AriaRole.Complementary)).ToContainTextAsync("postgresql");
    }

    [Fact]
    public async Task An_attribute_leads_to_the_traces_that_have_it_too()
    {
        await using var dashboard = await StartAsync();
        var page = await ShowRequestAsync(dashboard);

        await page.Locator(".row", new() { HasText = "DATABASE_URL" }).Locator(".text").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Traces with the same secret.key" }).ClickAsync();

        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces?field=secret.key%3DDATABASE_URL");
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e9999", "This trace is not here")]
    [InlineData("nonsense", "This is no id of a trace")]
    public async Task A_trace_that_is_not_here_says_why(string id, string title)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, $"/traces/{id}");

        await Expect(page.GetByText(title)).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all traces" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{dashboard.Options.Url}/traces");
    }

    [Fact]
    public async Task A_trace_that_makes_way_for_others_stays_where_it_is_looked_at()
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MaxSpans = 20 });
        dashboard.Traces.Add(Spans.Request());
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, _page);

        for (ulong i = 0; i < 20; i++)
            dashboard.Traces.Add([Spans.Make("mcp-gateway", 1, trace: new(i + 1))]);

        await Expect(page.GetByText("This trace made way for newer ones.")).ToBeVisibleAsync();
        await Expect(page.Locator(".row:not(.head)")).ToHaveCountAsync(9);
    }

    [Fact]
    public async Task Ten_thousand_spans_are_sent_as_a_screenful_and_scrolled_to_the_end()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Many(10_000));
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, _page);

        var html = await (await page.APIRequest.GetAsync(dashboard.Options.Url + _page)).TextAsync();
        Assert.InRange(html.Split("role=\"row\"").Length, 30, 100);
        await Expect(page.GetByRole(AriaRole.Treegrid)).ToHaveAttributeAsync("aria-rowcount", "10001");
        await page.GetByRole(AriaRole.Treegrid).FocusAsync();
        await page.Keyboard.PressAsync("End");

        await Expect(page.Locator(".row[aria-rowindex='10001']")).ToBeInViewportAsync();
        Assert.InRange(await page.Locator(".row").CountAsync(), 30, 150);
        await page.PictureAsync("trace-10000");
    }

    [Fact]
    public async Task Script_in_a_span_is_text()
    {
        const string Script = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(
        [
            Spans.Make(Script, 1, 0, 0, 10, Script, status: SpanStatus.Error, statusText: Script, fields: [new(Script, Script), new("javascript:alert(3)", "\"><svg onload=alert(4)>")],
                events: [new(Script, Spans.Zero, [new(Script, Script), new("exception.message", Script)])], links: [new(new(1), new(1), [new(Script, Script)])]),
            Spans.Make(Script, 2, 1, 1, 2, "secret.resolve", fields: [new("secret.key", Script), new("secret.source", Script), new("secret.outcome", Script)]),
        ]);
        dashboard.Logs.Add([Entries.Make(Script, trace: Spans.Trace, span: 1)]);
        var page = await chromium.OpenAsync();
        var dialogs = page.CountDialogs();

        await dashboard.ShowAsync(page, "/traces");
        await Expect(page.Locator(".row:not(.head)")).ToContainTextAsync(Script);
        await dashboard.ShowAsync(page, $"{_page}?span={new SpanId(1)}");
        await Expect(page.GetByRole(AriaRole.Complementary).GetByText(Script).First).ToBeVisibleAsync();
        await dashboard.ShowAsync(page, $"{_page}?span={new SpanId(2)}");
        await Expect(page.GetByRole(AriaRole.Complementary).GetByText(Script).First).ToBeVisibleAsync();

        Assert.Equal(0, await page.Locator("img[src=x], svg[onload]").CountAsync());
        Assert.Equal(0, dialogs());
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var dashboard = await RunningDashboard.StartAsync();
        dashboard.Traces.Add(Spans.Request());
        dashboard.Logs.Add(Entries.OfRequest());
        return dashboard;
    }

    private async Task<IPage> ShowRequestAsync(RunningDashboard dashboard, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, _page);
        await page.SettledAsync();
        return page;
    }
}
