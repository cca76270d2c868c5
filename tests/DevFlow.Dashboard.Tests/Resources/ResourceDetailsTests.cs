using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class ResourceDetailsTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_click_on_a_row_opens_all_that_is_known_of_it(ColorScheme scheme)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync(scheme);
        await dashboard.ShowAsync(page, "/");

        await page.Row("knowledge-hub").ClickAsync(new() { Position = new() { X = 300, Y = 10 } });

        var details = page.Locator("aside");
        await Expect(details).ToContainTextAsync(Platform.HealthText);
        await Expect(details).ToContainTextAsync("2 in a row");
        await Expect(details).ToContainTextAsync(Platform.Hub.Source!);
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "workflow-engine" })).ToBeVisibleAsync();
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "Console" })).ToHaveAttributeAsync("href", "/console/knowledge-hub");
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "Logs" })).ToHaveAttributeAsync("href", "/logs?service=knowledge-hub");
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "Traces" })).ToHaveAttributeAsync("href", "/traces?service=knowledge-hub");
        await Expect(details.GetByRole(AriaRole.Link, new() { Name = "Metrics" })).ToHaveAttributeAsync("href", "/metrics?service=knowledge-hub");
        Assert.EndsWith("?resource=knowledge-hub", page.Url, StringComparison.Ordinal);
        await page.CheckAccessibilityAsync();
        await page.PictureAsync($"resource-details-{scheme}");
    }

    [Fact]
    public async Task The_keyboard_alone_opens_details_follows_a_relation_and_comes_back()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");

        await page.TabToAsync(page.Row("mcp-gateway").Locator(".name a"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside h2")).ToHaveTextAsync("mcp-gateway");
        await Expect(page.Locator("aside h2")).ToBeFocusedAsync();
        await page.TabToAsync(page.Locator("aside").GetByRole(AriaRole.Link, new() { Name = "knowledge-hub" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside h2")).ToHaveTextAsync("knowledge-hub");
        await Expect(page.Locator("aside h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("aside")).ToHaveCountAsync(0);
        await Expect(page.Row("knowledge-hub").Locator(".name a")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_secret_variable_is_a_mask_that_nothing_lifts()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/?resource=workflow-engine");

        var secret = page.Locator("aside .variable", new() { HasText = "ConnectionStrings__database" });
        await Expect(secret.Locator("dd")).ToContainTextAsync("●●●●");
        await Expect(page.Locator("aside .note")).ToContainTextAsync("no click unmasks it");
        Assert.Equal(0, await secret.Locator("button, fluent-button, a, [onclick]").CountAsync());
        await secret.ClickAsync();
        await Expect(secret.Locator("dd")).ToContainTextAsync("●●●●");
    }

    [Fact]
    public async Task A_variable_that_is_not_secret_can_be_copied()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await dashboard.ShowAsync(page, "/?resource=workflow-engine");

        await page.Button("Copy DOTNET_ENVIRONMENT").ClickAsync();

        await Expect(page.Locator("aside").GetByText("Copied")).ToBeAttachedAsync();
        Assert.Equal("Development", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Details_change_while_they_are_open()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/?resource=knowledge-hub");
        await Expect(page.Locator("aside .report.bad")).ToHaveCountAsync(1);

        await dashboard.TellAsync(Platform.Hub with { Health = "Healthy", HealthReports = [new("http /health", "Healthy", "200 OK")] });

        await Expect(page.Locator("aside .report.bad")).ToHaveCountAsync(0);
        await Expect(page.Locator("aside .report")).ToContainTextAsync("200 OK");
    }

    [Fact]
    public async Task A_resource_that_is_not_there_is_said_to_be_missing()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/?resource=of-yesterday");

        await Expect(page.Locator("aside")).ToContainTextAsync("told of no resource named “of-yesterday”");
    }
}
