using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class LocalUiTests(RunningPlatform platform)
{
    [Fact]
    public async Task The_browser_shows_the_secrets_live_and_no_value()
    {
        Assert.SkipUnless(BrowserProgram.IsThere, BrowserProgram.Missing);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        page.SetDefaultTimeout(BrowserPatience.Milliseconds);

        await page.GotoAsync($"{platform.App.GetEndpoint("local-ui")}secrets");
        await page.GetByLabel("Link or API key").FillAsync(await platform.App.ApiKeyAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "AOSENTRY_API_KEY" }).WaitForAsync();
        var before = await page.ContentAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "local-ui.png"), FullPage = true });
        await File.AppendAllTextAsync(Path.Combine(platform.Folder, ".env"), "ATLASSIAN_CLIENT_ID=a-client-id\n", TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "ATLASSIAN_CLIENT_ID" }).Filter(new() { HasText = "Found" }).WaitForAsync();

        Assert.All(platform.Canaries, canary => Assert.DoesNotContain(canary, before, StringComparison.Ordinal));
    }
}
