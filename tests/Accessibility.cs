using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace DevFlow.Tests;

/// <summary>axe, asked when nothing moves any more: half-way through a transition every colour is a wrong one.</summary>
internal static class Accessibility
{
    // What turns for ever, turns for ever.
    private const string IsStill = "() => document.getAnimations().every(it => it.playState !== 'running' || it.effect.getComputedTiming().endTime === Infinity)";

    public static async Task<AxeResult> RunAxeWhenStillAsync(this Microsoft.Playwright.IPage page, AxeRunOptions? options = null)
    {
        await page.WaitForFunctionAsync(IsStill);
        return await page.RunAxe(options);
    }
}
