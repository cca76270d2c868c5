using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests;

internal static class ResourcePageExtensions
{
    /// <summary>The row of a resource in the table.</summary>
    public static ILocator Row(this IPage page, string resource) =>
        page.Locator("tbody tr").Filter(new() { Has = page.Locator(".name").GetByText(resource, new() { Exact = true }) });

    /// <summary>A button by its name. The library's buttons tell their role to assistive technology alone, where a locator by role does not see it.</summary>
    public static ILocator Button(this IPage page, string name) =>
        page.Locator($"[aria-label='{name}']").Or(page.Locator("fluent-button", new() { HasText = name }));

    /// <summary>Waits until a button, or an entry of a menu, can be pressed or cannot.</summary>
    public static Task ExpectEnabledAsync(this ILocator button, bool isEnabled) =>
        isEnabled ? Assertions.Expect(button).Not.ToHaveAttributeAsync("disabled", "") : Assertions.Expect(button).ToHaveAttributeAsync("disabled", "");

    /// <summary>Types into a search box until the page has heard it: the box begins to listen some time after it is drawn.</summary>
    public static async Task SearchAsync(this IPage page, string label, string text, ILocator heard)
    {
        var input = page.GetByLabel(label).Locator("input");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await input.FillAsync("");
            await input.FillAsync(text);
            try
            {
                await heard.WaitForAsync(new() { Timeout = 3_000 });
                return;
            }
            catch (TimeoutException)
            {
                // Once more.
            }
        }

        Assert.Fail($"The search box '{label}' does not answer.");
    }

    /// <summary>Presses Tab until the keyboard is on an element, as a person without a mouse does.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 100; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target}.");
    }
}
