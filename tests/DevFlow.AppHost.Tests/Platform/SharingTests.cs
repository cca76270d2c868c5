using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

/// <summary>What is shared in one browser is shown in another, and the platform between them has nothing that opens it.</summary>
[Collection(PlatformCollection.Name)]
public sealed class SharingTests(RunningPlatform platform)
{
    private const string Passphrase = "canary passphrase of the browsers";

    private readonly ConcurrentQueue<string> _sent = [];

    [Fact]
    public async Task A_link_made_in_one_browser_is_opened_once_in_another_with_its_passphrase()
    {
        Assert.SkipUnless(BrowserProgram.IsThere, BrowserProgram.Missing);
        var canary = $"canary-of-a-link-{Guid.NewGuid():N}";
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        var anna = await OpenAsync(browser, $"{platform.App.GetEndpoint("local-ui")}share");
        await anna.GetByLabel("Link or API key").FillAsync(await platform.App.ApiKeyAsync());
        await anna.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await anna.GetByLabel("What is shared").FillAsync($"{canary}\nin two lines");
        await anna.GetByLabel("Passphrase, if you like").FillAsync(Passphrase);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var url = await anna.GetByLabel("The link", new() { Exact = true }).InputValueAsync();

        var bert = await OpenAsync(browser, url);
        // As often as one likes, as a chat does for a preview: it takes nothing.
        await bert.ReloadAsync();
        await bert.GetByLabel("Passphrase").FillAsync("another passphrase");
        await ShowAsync(bert);
        await Assertions.Expect(bert.GetByRole(AriaRole.Alert)).ToContainTextAsync("9 more");
        await bert.GetByLabel("Passphrase").FillAsync(Passphrase);
        await ShowAsync(bert);
        await Assertions.Expect(bert.Locator("pre")).ToHaveTextAsync($"{canary}\nin two lines");
        await Assertions.Expect(bert).ToHaveURLAsync(url.Split('#')[0]);
        var late = await OpenAsync(browser, url);
        await late.GetByLabel("Passphrase").FillAsync(Passphrase);
        await ShowAsync(late);
        await Assertions.Expect(late.GetByRole(AriaRole.Alert)).ToContainTextAsync("opened as often as it could be");
        await anna.ReloadAsync();
        await Assertions.Expect(anna.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Used up" })).ToContainTextAsync("1 wrong");

        // What browsers sent, and what the platform says of it.
        await platform.Telemetry.WaitForAsync("traces", $"{new Uri(url).AbsolutePath.Replace("/s/", "/api/v1/shares/", StringComparison.Ordinal)}/open", TestContext.Current.CancellationToken);
        var seen = string.Join('\n', [.. _sent, await platform.LogsAsync(), .. ((string[])["traces", "logs", "metrics"]).Select(platform.Telemetry.Text)]);
        foreach (var secret in (string[])[canary, Passphrase, url.Split('#')[1], url.Split('#')[1][2..]])
        {
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
            Assert.False(IsKept(Encoding.UTF8.GetBytes(secret)), secret);
        }

        // As it stands in a row: what is searched is where links are kept.
        Assert.True(IsKept(Guid.Parse(new Uri(url).AbsolutePath["/s/".Length..]).ToByteArray(bigEndian: true)));
    }

    // In any file of the platform: its database with what is written ahead, the audit, logs.
    private bool IsKept(byte[] bytes) => Directory.EnumerateFiles(platform.Folder, "*", SearchOption.AllDirectories).Any(path => ContentOf(path).AsSpan().IndexOf(bytes) >= 0);

    private static byte[] ContentOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (IOException)
        {
            // It went in the meantime, or is no file.
            return [];
        }
    }

    // Each in a browser of its own, as far as what it keeps goes.
    private async Task<IPage> OpenAsync(IBrowser browser, string url)
    {
        var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(BrowserPatience.Milliseconds);
        context.Request += (_, request) => _sent.Enqueue($"{request.Method} {request.Url} {request.PostData}");
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        return page;
    }

    private static Task ShowAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Show what is shared" }).ClickAsync();
}
