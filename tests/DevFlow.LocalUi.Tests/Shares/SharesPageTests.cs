namespace DevFlow.LocalUi.Tests.Shares;

/// <summary>Links: made, opened by somebody who is not signed in, listed and ended.</summary>
[Collection(Pages.Name)]
public sealed class SharesPageTests(Platform platform)
{
    [Fact]
    public async Task A_link_is_made_opened_elsewhere_and_revoked()
    {
        const string Shared = "c4n4ry <img src=x onerror=alert(1)>";
        var page = await platform.OpenAsync("/share", "shares-anna", isWatched: true);
        await page.Tab.GetByLabel("What is shared").FillAsync(Shared);
        await page.Tab.GetByLabel("Can be opened").FillAsync("2");
        await page.Button("Make the link").ClickAsync();
        var url = await page.Tab.GetByLabel("The link", new() { Exact = true }).InputValueAsync();
        await page.CheckAsync("share-made");
        await page.HoldsNoneOfAsync("c4n4ry");

        var other = await platform.OpenAsync();
        await other.Tab.GotoAsync(url);
        await other.CheckAsync("share-open");
        await other.Button("Show what is shared").ClickAsync();
        await Expect(other.Tab.Locator("pre")).ToHaveTextAsync(Shared);
        await other.CheckAsync("share-opened");

        await page.Button("Share another").ClickAsync();
        await page.Tab.ReloadAsync();
        await Expect(page.Tab.GetByText("opened 1 of 2")).ToBeVisibleAsync();
        await page.CheckAsync("shares");
        await page.Button($"Revoke {new Uri(url).Segments[^1][..8]}").ClickAsync();
        await Expect(page.Tab.GetByText("Revoked")).ToBeVisibleAsync();
        await other.Tab.GotoAsync("about:blank");
        await other.Tab.GotoAsync(url);
        await other.Button("Show what is shared").ClickAsync();
        await Expect(other.Heading("Nothing to open")).ToBeVisibleAsync();
    }
}
