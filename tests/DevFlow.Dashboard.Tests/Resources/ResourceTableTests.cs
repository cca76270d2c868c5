using DevFlow.Hosting.Dashboard;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class ResourceTableTests(Chromium chromium)
{
    [Fact]
    public async Task Before_the_app_host_has_told_anything_the_page_says_so()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No resources yet" })).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_resource_is_a_row_with_its_state_and_what_is_wrong_with_it(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync(scheme);

        await dashboard.ShowAsync(page, "/");

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(Platform.All.Count);
        await Expect(page.Row("knowledge-hub")).ToContainTextAsync(Platform.HealthText);
        await Expect(page.Row("local-ui")).ToContainTextAsync("Waits for mcp-gateway to be healthy");
        await Expect(page.Row("seed")).ToContainTextAsync("Exited, code 3");
        await Expect(page.Row("postgres")).ToContainTextAsync(" m ago");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"resources-{scheme}");
    }

    [Fact]
    public async Task In_a_small_window_the_state_says_that_a_resource_is_ill()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync(width: 1000);

        await dashboard.ShowAsync(page, "/?resource=seed");

        await Expect(page.Row("knowledge-hub").GetByText("Running, unhealthy")).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
    }

    [Fact]
    public async Task A_change_is_shown_without_a_reload()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync(Platform.Ui);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");
        await Expect(page.Row("local-ui")).ToContainTextAsync("Waiting");

        await dashboard.TellAsync(Platform.Ui with { State = "Running", Reason = null }, Platform.Seed);

        await Expect(page.Row("local-ui")).ToContainTextAsync("Running");
        await Expect(page.Row("seed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_child_stands_below_its_parent()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/");

        await Expect(page.Locator("tbody tr", new() { HasText = "postgres" }).Locator("+ tr .depth-1")).ToHaveTextAsync("database");
    }

    [Fact]
    public async Task What_is_searched_for_is_kept_in_the_address()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");

        await page.SearchAsync("Search resources", "gateway", page.GetByText("1 of 7 resources"));
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.ReloadAsync();

        await Expect(page.Row("mcp-gateway")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("/?kind=Project", "knowledge-hub mcp-gateway workflow-engine")]
    [InlineData("/?state=Exited", "seed")]
    [InlineData("/?kind=Project&state=Starting", "mcp-gateway")]
    public async Task An_address_chooses_kind_and_state(string address, string names)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, address);

        await Expect(page.Locator("tbody .name a")).ToHaveTextAsync(names.Split(' '));
    }

    [Fact]
    public async Task When_nothing_matches_one_button_shows_all_again()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/?text=nothing-of-that-name");

        await page.Button("Show all resources").ClickAsync();

        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(Platform.All.Count);
    }

    [Fact]
    public async Task Only_a_web_address_becomes_a_link()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync(Platform.Engine with
        {
            Urls = [new("web", "http://localhost:8181", IsLink: true), new("trap", "javascript:alert(1)", IsLink: true), new("tcp", "tcp://localhost:5432", IsLink: false)],
        });
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/");

        var links = page.Row("workflow-engine").Locator(".endpoints a");
        await Expect(links).ToHaveTextAsync(["http://localhost:8181"]);
        await Expect(links).ToHaveAttributeAsync("target", "_blank");
        await Expect(links).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(page.Row("workflow-engine").Locator("[aria-label^='Copy the address of']")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Script_in_what_a_resource_says_is_text()
    {
        const string Script = "<img src=x onerror='window.broken = true'><script>window.broken = true</script>";
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync(new ResourceView(Script, Script)
        {
            State = Script,
            Reason = Script,
            Health = Script,
            Source = Script,
            HealthReports = [new(Script, "Unhealthy", Script)],
            Urls = [new(Script, Script, IsLink: true)],
            Environment = [new(Script, Script), new($"secret{Script}", Value: null)],
            Commands = [new(Script, Script, Script, IsEnabled: true, Script, IsHighlighted: false)],
            Relations = [new(Script, "Reference")],
        });
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");

        await page.Locator("tbody .name a").ClickAsync();
        await Expect(page.Locator("aside h2")).ToHaveTextAsync(Script);
        await page.Locator("aside [aria-label^='More commands']").ClickAsync();
        await page.Locator("aside").GetByRole(AriaRole.Menuitem).ClickAsync();
        await Expect(page.Locator("fluent-dialog")).ToContainTextAsync(Script);
        await page.Button("Cancel").ClickAsync();
        await page.Button("Show as graph").ClickAsync();
        await Expect(page.Locator("svg .node .name")).ToHaveTextAsync(Script);

        Assert.Equal(0, await page.Locator("img, main script").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("window.broken === undefined"));
    }
}
