using DevFlow.Hosting.Dashboard;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DevFlow.Dashboard.Tests;

[Collection(PagesCollection.Name)]
public sealed class ResourceCommandTests(Chromium chromium)
{
    [Fact]
    public async Task A_command_goes_to_the_app_host_and_its_buttons_wait_for_its_end()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");

        await page.Button("Restart workflow-engine").ClickAsync();

        var asked = await dashboard.CommandAsync();
        Assert.Equal(("workflow-engine", "restart"), (asked.Resource, asked.Command));
        await page.Button("Stop workflow-engine").ExpectEnabledAsync(false);
        await page.Button("Restart workflow-engine").ExpectEnabledAsync(false);
        await page.Button("Stop postgres").ExpectEnabledAsync(true);
        await dashboard.SendAsync(new CommandEnded(asked.Id, Error: null));
        await page.Button("Restart workflow-engine").ExpectEnabledAsync(true);
        await Expect(page.GetByText("failed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_command_that_fails_says_why_until_it_is_dismissed()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");

        await page.Button("Stop workflow-engine").ClickAsync();
        var asked = await dashboard.CommandAsync();
        await dashboard.SendAsync(new CommandEnded(asked.Id, "Port 8181 is <i>held</i> by process 77; end it and try again."));

        await Expect(page.GetByText("Stop workflow-engine failed.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Port 8181 is <i>held</i> by process 77; end it and try again.")).ToBeVisibleAsync();
        await page.CheckAccessibilityAsync();
        await page.PictureAsync("resource-command-failed");
        await page.Button("Dismiss").ClickAsync();
        await Expect(page.GetByText("Stop workflow-engine failed.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_command_that_asks_first_is_sent_only_after_yes()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/");
        var question = page.Locator("fluent-dialog-body");

        await ChooseAsync(page, "Clear data");
        await Expect(question).ToContainTextAsync("Everything in <b>postgres</b> will be gone.");
        await page.CheckAccessibilityAsync();
        await page.PictureAsync("resource-command-question");
        await page.Button("Cancel").ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await page.Button("Stop postgres").ClickAsync();
        var first = await dashboard.CommandAsync();
        await dashboard.SendAsync(new CommandEnded(first.Id, Error: null));
        await page.Button("Stop postgres").ExpectEnabledAsync(true);
        await ChooseAsync(page, "Clear data");
        await page.Button("Clear data").ClickAsync();
        var second = await dashboard.CommandAsync();

        Assert.Equal("stop", first.Command);
        Assert.Equal(("postgres", "clear"), (second.Resource, second.Command));
    }

    [Fact]
    public async Task Escape_and_Enter_on_Cancel_mean_no()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();
        await dashboard.ShowAsync(page, "/?resource=database");
        var question = page.Locator("fluent-dialog-body");

        await ChooseAsync(page, "Clear data");
        await Expect(question).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(question).ToHaveCountAsync(0);
        await ChooseAsync(page, "Clear data");
        // The dialog takes the focus when it is there.
        await Expect(question).ToBeVisibleAsync();
        await page.Button("Cancel").PressAsync("Enter");
        await Expect(question).ToHaveCountAsync(0);
        await page.Button("Restart postgres").ClickAsync();

        Assert.Equal("restart", (await dashboard.CommandAsync()).Command);
        await Expect(page.Locator("aside h2")).ToHaveTextAsync("database");
    }

    [Fact]
    public async Task What_cannot_be_done_now_is_disabled()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.TellAsync();
        var page = await chromium.OpenAsync();

        await dashboard.ShowAsync(page, "/");

        await page.Button("Start mcp-gateway").ExpectEnabledAsync(false);
        await Expect(page.Button("Stop mcp-gateway")).ToHaveCountAsync(0);
        await page.Button("More commands for postgres").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Back up" }).ExpectEnabledAsync(false);
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Clear data" }).ExpectEnabledAsync(true);
    }

    private static async Task ChooseAsync(IPage page, string command)
    {
        await page.Button("More commands for postgres").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = command }).ClickAsync();
    }
}
