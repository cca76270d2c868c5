using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests.Signals;

internal static class SignalPageExtensions
{
    /// <summary>Waits until the rows answer: what the server sent first is HTML alone.</summary>
    public static Task SettledAsync(this IPage page) => page.Locator(".rows:not([aria-busy])").WaitForAsync();

    /// <summary>A button of the component library, which keeps its role where the browser's driver does not look.</summary>
    public static ILocator Button(this IPage page, string name) => page.Locator($"fluent-button:text-is('{name}'), fluent-button[aria-label='{name}']");

    /// <summary>Counts what a script in foreign text would show.</summary>
    public static Func<int> CountDialogs(this IPage page)
    {
        var dialogs = 0;
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        return () => dialogs;
    }
}
