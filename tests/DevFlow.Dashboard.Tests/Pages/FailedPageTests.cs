using DevFlow.Dashboard.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class FailedPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_page_that_throws_says_so_and_is_shown_again_when_asked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");
        Break(dashboard);
        await Expect(Failed(page)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(nameof(ArgumentNullException));
        await Expect(page.GetByRole(AriaRole.Alert)).Not.ToContainTextAsync("Value cannot be null");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync("failed-page");
        // The one that is shown is not the one that is to come.
        await Failed(page).EvaluateAsync("heading => heading.dataset.seen = 'true'");
        await page.Button("Show again").ClickAsync();
        await Expect(page.Locator("[data-seen]")).ToHaveCountAsync(0);
        await Expect(Failed(page)).ToBeVisibleAsync();

        await dashboard.TellAsync(Platform.Seed);
        await page.Button("Show again").ClickAsync();

        await Expect(page.Row("seed")).ToBeVisibleAsync();
        await Expect(Failed(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Another_page_is_shown_after_one_that_threw()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        Break(dashboard);
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");
        await Expect(Failed(page)).ToBeVisibleAsync();

        await page.Locator("a:visible").Filter(new() { HasText = "Logs" }).First.ClickAsync();
        await Expect(page.GetByText("No logs yet")).ToBeVisibleAsync();
        await Expect(Failed(page)).ToHaveCountAsync(0);
        await page.GoBackAsync();

        await Expect(Failed(page)).ToBeVisibleAsync();
    }

    // The store that the page draws from holds what no page can draw.
    private static void Break(RunningDashboard dashboard) =>
        dashboard.Services.GetRequiredService<ResourceBoard>().Set(Platform.Seed with { HealthReports = null!, Health = "Healthy" });

    private static ILocator Failed(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "This page failed" });
}
