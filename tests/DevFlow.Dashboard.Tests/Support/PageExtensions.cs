using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests;

internal static class PageExtensions
{
    /// <summary>No serious or critical violation of the rules of accessibility.</summary>
    public static async Task CheckAccessibilityAsync(this IPage page)
    {
        var result = await page.RunAxeWhenStillAsync();
        var faults = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}: {string.Join(' ', node.Any.Select(check => check.Message))}"));
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    /// <summary>Leaves a picture in the tests' folder for a person to look at.</summary>
    public static Task PictureAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png") });
}
