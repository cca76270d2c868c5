using DevFlow.Hosting.Dashboard;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class ConsolePageTests(Chromium chromium)
{
    private const string Address = "/console/workflow-engine";

    [Fact]
    public async Task Without_a_resource_one_is_chosen_from_a_list()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, "one", "two");
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/console");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "workflow-engine" })).ToContainTextAsync("2 lines");
        await page.CheckAccessibilityAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "workflow-engine" }).ClickAsync();

        await Expect(page.Lines()).ToHaveTextAsync(["one", "two"]);
        Assert.EndsWith(Address, page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console", "No resources yet")]
    [InlineData("/console/of-yesterday", "No such resource")]
    public async Task What_is_not_there_is_said_to_be_missing(string address, string title)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, address);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_line_takes_the_place_of_the_words_that_there_is_none()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);
        await Expect(page.GetByText("workflow-engine has written nothing so far")).ToBeVisibleAsync();

        await dashboard.WriteAsync(1, "hello");

        await Expect(page.Lines()).ToHaveTextAsync(["hello"]);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Colours_are_shown_and_can_be_read(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.SendAsync(new ConsoleWritten("workflow-engine", [new(1, TimeProvider.System.GetUtcNow(), "warning: on standard error", IsError: true)]));
        var sixteen = Enumerable.Range(0, 8).SelectMany(number => new[] { 30 + number, 90 + number }).ToList();
        await dashboard.WriteAsync(
            2,
            "\e[40m\e[32minfo\e[39m\e[22m\e[49m: Now listening on: http://localhost:8181",
            string.Concat(sixteen.Select(code => $"\e[{code}mfore {code}\e[0m ")),
            string.Concat(sixteen.Select(code => $"\e[{code + 10}m back {code + 10} \e[0m ")),
            string.Concat(sixteen.Select(code => $"\e[2;{code}mdim {code}\e[0m ")),
            "\e[1mbold\e[0m \e[3mitalic\e[0m \e[4munderlined\e[0m \e[9mstruck\e[0m \e[7minverse\e[0m \e[7;33minverse yellow\e[0m",
            "\e[38;5;208morange\e[0m \e[38;2;255;255;0myellow\e[0m \e[38;2;0;0;80mnavy\e[0m \e[38;2;255;255;255mwhite\e[0m \e[38;2;0;0;0mblack\e[0m \e[97;48;2;250;250;210mon ivory\e[0m");
        var page = await chromium.OpenAsync(scheme);

        await dashboard.ShowAsync(page, Address);

        await Expect(page.Locator(".line.error .text")).ToHaveTextAsync("warning: on standard error");
        await Expect(page.Lines().GetByText("info", new() { Exact = true })).ToHaveAttributeAsync("style", "--fore:var(--ansi-2)");
        await Expect(page.Lines().GetByText("orange", new() { Exact = true })).ToHaveAttributeAsync("style", "--fore:#ff8700");
        await Expect(page.Lines().GetByText("bold", new() { Exact = true })).ToHaveCSSAsync("font-weight", "700");
        await Expect(page.Lines().GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "http://localhost:8181");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"console-{scheme}");
    }

    [Fact]
    public async Task Script_in_a_line_is_text()
    {
        const string Script = "<img src=x onerror='window.broken = true'><script>window.broken = true</script> <a href=\"javascript:alert(1)\">x</a>";
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, Script, $"\e[31m{Script}\e[0m", "https://example.org/\"onmouseover=\"window.broken=true");
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);

        await page.SearchAsync("Search lines", "script", page.Locator(".found"));
        await Expect(page.Locator(".found")).ToHaveTextAsync("2 lines");

        await Expect(page.Lines().First).ToHaveTextAsync(Script);
        await Expect(page.Lines().GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://example.org/");
        Assert.Equal(0, await page.Locator("img, main script, [onmouseover]").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("window.broken === undefined"));
    }

    [Fact]
    public async Task Ten_thousand_lines_are_followed_left_and_caught_up_with()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, [.. Enumerable.Range(1, 12_000).Select(number => $"line {number}")]);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);
        await Expect(page.GetByText("10,000 lines")).ToBeVisibleAsync();
        await Expect(page.Lines().Last).ToHaveTextAsync("line 12000");
        Assert.True(await page.Lines().CountAsync() < 500);

        await page.Locator(".lines").HoverAsync();
        await page.Mouse.WheelAsync(0, -3_000);
        await Expect(page.Button("Jump to latest")).ToBeVisibleAsync();
        var top = await page.Locator(".lines").EvaluateAsync<double>("lines => lines.scrollTop");
        await dashboard.WriteAsync(12_001, "line 12001");
        await Expect(page.GetByText("10,001 lines")).ToBeVisibleAsync();
        Assert.Equal(top, await page.Locator(".lines").EvaluateAsync<double>("lines => lines.scrollTop"));
        await page.Button("Jump to latest").ClickAsync();
        await Expect(page.Lines().Last).ToHaveTextAsync("line 12001");
        await dashboard.WriteAsync(12_002, "line 12002");
        await Expect(page.Lines().Last).ToHaveTextAsync("line 12002");

        Assert.True(await page.IsAtEndAsync());
        await Expect(page.Button("Jump to latest")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_search_marks_counts_and_steps_to_lines_that_are_far_away()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, [.. Enumerable.Range(1, 5_000).Select(number => number % 2_000 == 7 ? $"Needle {number}" : $"hay {number}")]);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);

        await page.SearchAsync("Search lines", "needle", page.Locator(".found"));
        await Expect(page.Locator(".found")).ToHaveTextAsync("3 lines");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".line.current .match")).ToHaveTextAsync("Needle");
        await Expect(page.Locator(".line.current .text")).ToHaveTextAsync("Needle 7");
        await page.Button("Next match").ClickAsync();
        await Expect(page.Locator(".line.current .text")).ToHaveTextAsync("Needle 2007");
        await Expect(page.Locator(".line.current")).ToBeInViewportAsync();
        await page.Button("Previous match").ClickAsync();

        await Expect(page.Locator(".line.current .text")).ToHaveTextAsync("Needle 7");
        await Expect(page.Locator(".found")).ToHaveTextAsync("1 of 3 lines");
    }

    [Fact]
    public async Task Times_and_wrapping_can_be_switched_and_the_view_cleared()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, new string('x', 2_000));
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);
        await Expect(page.Locator(".line time")).ToHaveCountAsync(1);
        Assert.True(await page.Locator(".lines").EvaluateAsync<bool>("lines => lines.scrollWidth > lines.clientWidth"));

        await page.Button("Show times").ClickAsync();
        await Expect(page.Locator(".line time")).ToHaveCountAsync(0);
        await page.Button("Wrap long lines").ClickAsync();
        await Expect(page.Locator(".lines.wraps")).ToBeVisibleAsync();
        Assert.True(await page.Locator(".lines").EvaluateAsync<bool>("lines => lines.scrollWidth <= lines.clientWidth"));
        await page.Button("Clear view").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The view was cleared" })).ToBeVisibleAsync();
        await dashboard.WriteAsync(2, "after");

        await Expect(page.Lines()).ToHaveTextAsync(["after"]);
    }

    [Fact]
    public async Task The_download_has_every_line_as_plain_text()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, "\e[32minfo\e[0m: started", "\e]0;title\aready");
        await dashboard.SendAsync(new ConsoleWritten("workflow-engine", [new(3, TimeProvider.System.GetUtcNow(), "failed", IsError: true)]));
        await dashboard.SettleAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download as text" }).ClickAsync());

        Assert.Matches(@"^workflow-engine-\d{8}-\d{6}\.txt$", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(["info: started", "ready", "err failed"], lines.Select(line => line["2026-01-01 00:00:00.000 ".Length..]));
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
    }

    [Fact]
    public async Task The_download_is_for_those_who_signed_in_and_of_a_resource_that_is_there()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, "not for everybody");
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(dashboard.Options.Url) };
        using var known = new HttpClient { BaseAddress = new(dashboard.Options.Url) };

        var refused = await stranger.GetAsync(new Uri("/console/workflow-engine/download", UriKind.Relative), TestContext.Current.CancellationToken);
        var missing = await known.GetAsync(new Uri(dashboard.LinkTo("/console/of-yesterday/download")), TestContext.Current.CancellationToken);

        Assert.False(refused.IsSuccessStatusCode);
        Assert.DoesNotContain("not for everybody", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("of-yesterday", await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_the_lines_and_scrolls_them()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        await dashboard.WriteAsync(1, [.. Enumerable.Range(1, 500).Select(number => $"line {number}")]);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, Address);
        await Expect(page.Lines().Last).ToHaveTextAsync("line 500");

        await page.TabToAsync(page.Locator(".lines"));
        await page.Keyboard.PressAsync("Home");

        await Expect(page.Lines().First).ToHaveTextAsync("line 1");
        await Expect(page.Button("Jump to latest")).ToBeVisibleAsync();
    }
}
