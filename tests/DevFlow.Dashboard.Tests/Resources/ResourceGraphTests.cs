using DevFlow.Hosting.Dashboard;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class ResourceGraphTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_graph_shows_who_needs_whom_and_how_each_is(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync(scheme);

        await dashboard.ShowAsync(page, "/?view=graph");

        await Expect(page.Locator(".node")).ToHaveCountAsync(Platform.All.Count);
        await Expect(page.Locator(".node", new() { HasText = "knowledge-hub" })).ToContainTextAsync("Running, unhealthy");
        await Expect(page.Locator(".frame > svg > .edge.reference")).ToHaveCountAsync(5);
        await Expect(page.Locator(".frame > svg > .edge.wait")).ToHaveCountAsync(4);
        await Expect(page.Locator(".legend li")).ToHaveTextAsync(["refers to", "waits for", "belongs to"]);
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"resource-graph-{scheme}");
    }

    [Fact]
    public async Task A_node_changes_with_its_resource()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/?view=graph");
        await Expect(page.Locator(".node.bad", new() { HasText = "knowledge-hub" })).ToBeVisibleAsync();

        await dashboard.TellAsync(Platform.Hub with { Health = "Healthy" });

        await Expect(page.Locator(".node.good", new() { HasText = "knowledge-hub" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_node_opens_the_details_by_mouse_and_by_keyboard()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/?view=graph");

        await page.Locator(".node", new() { HasText = "seed" }).ClickAsync();
        await Expect(page.Locator("aside h2")).ToHaveTextAsync("seed");
        await Expect(page.Locator("aside h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".node", new() { HasText = "seed" })).ToBeFocusedAsync();
        await page.TabToAsync(page.Locator(".node", new() { HasText = "workflow-engine" }));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("aside h2")).ToHaveTextAsync("workflow-engine");
        await Expect(page.Locator(".node.selected")).ToContainTextAsync("workflow-engine");
    }

    [Fact]
    public async Task The_keyboard_goes_back_to_the_node_when_the_table_was_shown_before()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var log = dashboard.Log();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");
        await Expect(page.Row("seed")).ToBeVisibleAsync();
        await page.Button("Show as graph").ClickAsync();
        var node = page.Locator(".node", new() { HasText = "seed" });
        await node.ClickAsync();
        await Expect(page.Locator("aside h2")).ToHaveTextAsync("seed");

        await Expect(page.Locator("aside h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(node).ToBeFocusedAsync();
        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
        Assert.DoesNotContain(log.Lines, line => line.Contains("JSException", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fifteen_resources_fit_into_the_width_of_a_small_window()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var services = Enumerable.Range(1, 8).Select(number => new ResourceView($"service-{number}", "Project") { State = "Running", Relations = [new("postgres", "Reference"), new($"service-{number / 2}", "WaitFor")] });
        await dashboard.TellAsync([.. Platform.All, .. services]);
        var page = await chromium.OpenAsync(width: 1000);

        await dashboard.ShowAsync(page, "/?view=graph");

        await Expect(page.Locator(".node")).ToHaveCountAsync(15);
        Assert.True(await page.Locator(".frame").First.EvaluateAsync<bool>("frame => frame.scrollWidth <= frame.clientWidth"));
        await page.PictureAsync("resource-graph-15");
    }
}
