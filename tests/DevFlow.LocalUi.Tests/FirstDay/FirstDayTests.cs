using System.Diagnostics;

namespace DevFlow.LocalUi.Tests.FirstDay;

/// <summary>The whole first day of somebody, in the order in which it comes.</summary>
[Collection(Pages.Name)]
public sealed class FirstDayTests(Platform platform, EngineServer server)
{
    [Fact]
    public async Task Signs_in_connects_GitHub_sees_secrets_rotates_one_shares_one_and_finds_it_in_the_audit()
    {
        await using var day = await NewPlatform.StartAsync(server);
        var page = await platform.OpenAsync(day.Ui.Address);
        await page.WatchAsync();

        // The link of the app host's start.
        await page.Tab.GotoAsync(day.SignInLink.ToString());
        await Expect(page.Heading("Overview")).ToBeVisibleAsync();
        await Expect(page.Tab).ToHaveURLAsync(new Uri(day.Ui.Address, "/").ToString());
        await page.CheckAsync("day-overview", "401");

        // GitHub, which asks and sends back.
        await GoAsync(page, "Integrations");
        day.GitHub.SaysNo = true;
        await page.Button("Connect GitHub").ClickAsync();
        await Expect(page.Tab.GetByText("GitHub says that you did not agree")).ToBeVisibleAsync();
        day.GitHub.SaysNo = false;
        await page.Button("Connect GitHub").ClickAsync();
        await Expect(page.Tab.GetByText("GitHub is connected.")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByText("octocat", new() { Exact = true })).ToBeVisibleAsync();
        await page.CheckAsync("day-integrations", "401");

        await GoAsync(page, "Secrets");
        await Expect(page.Row("SESSION_SECRET")).ToContainTextAsync(".env");

        await GoAsync(page, "Rotations");
        await page.Button("Rotate CONFLUENCE_WEBHOOK_SECRET").ClickAsync();
        await page.Button("Rotate now").ClickAsync();
        var run = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "CONFLUENCE_WEBHOOK_SECRET", Exact = true });
        await Expect(run).ToContainTextAsync("In overlap");
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(run).Not.ToBeVisibleAsync();

        // Shared with somebody who has no account.
        await GoAsync(page, "Shares");
        await page.Tab.GetByLabel("What is shared").FillAsync("the password of the meeting room's screen");
        await page.Button("Make the link").ClickAsync();
        var link = await page.Tab.GetByLabel("The link", new() { Exact = true }).InputValueAsync();
        var guest = await platform.OpenAsync(day.Ui.Address);
        await guest.Tab.GotoAsync(link);
        await guest.Button("Show what is shared").ClickAsync();
        await Expect(guest.Tab.Locator("pre")).ToHaveTextAsync("the password of the meeting room's screen");

        // All of it is on record.
        await GoAsync(page, "Audit");
        foreach (var key in (string[])[$"api:share {new Uri(link).Segments[^1]}", "CONFLUENCE_WEBHOOK_SECRET", "api:account"])
            await OnRecordAsync(page, key);

        // The next day: signed out, and in again by the account.
        await page.Tab.GotoAsync(new Uri(day.Ui.Address, "/secrets").ToString());
        await page.Button("You: local").ClickAsync();
        await page.Button("Sign out").ClickAsync();
        await page.Button("Sign in with GitHub").ClickAsync();
        await Expect(page.Row("SESSION_SECRET")).ToContainTextAsync(".env");
        await Expect(page.Button("You: local")).ToBeVisibleAsync();

        // No token of theirs ever came into the page, and no secret.
        Assert.NotEmpty(day.GitHub.Given);
        await page.HoldsNoneOfAsync([.. day.GitHub.Given, "c4n4ry"]);
    }

    private static Task GoAsync(UiPage page, string name) => page.Tab.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    // A record is on its way for a moment: the person presses Refresh.
    private static async Task OnRecordAsync(UiPage page, string key)
    {
        var patience = Stopwatch.StartNew();
        var record = page.Tab.GetByRole(AriaRole.Button).Filter(new() { HasText = key }).First;
        while (!await record.IsVisibleAsync())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(90), $"{key} is not on record.");
            await page.Button("Refresh").ClickAsync();
            await Expect(page.Tab.Locator(".audit-record").First).ToBeVisibleAsync();
        }
    }
}
