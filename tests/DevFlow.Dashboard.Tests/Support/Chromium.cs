using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests;

/// <summary>One real browser for all tests of pages; each test has a context, and so cookies, of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Far beyond what any page needs: a machine may be busy with other tests.
    private const float Patience = 90_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!BrowserProgram.IsThere)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A page in a context of its own.</summary>
    public async Task<IPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1400, int height = 900)
    {
        Assert.SkipWhen(_browser is null, BrowserProgram.Missing);
        var context = await _browser!.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
