using DevFlow.Hosting.Dashboard;
using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests;

internal static class ConsolePageExtensions
{
    /// <summary>Writes lines of the Workflow Engine, the first with a number.</summary>
    public static async Task WriteAsync(this RunningDashboard dashboard, int first, params string[] lines)
    {
        var time = TimeProvider.System.GetUtcNow();
        await dashboard.SendAsync(new ConsoleWritten("workflow-engine", [.. lines.Select((line, index) => new ConsoleLine(first + index, time, line, IsError: false))]));
        await dashboard.SettleAsync();
    }

    public static ILocator Lines(this IPage page) => page.Locator(".line .text");

    /// <summary>Whether the last line is in sight.</summary>
    public static Task<bool> IsAtEndAsync(this IPage page) =>
        page.Locator(".lines").EvaluateAsync<bool>("lines => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 4");
}
