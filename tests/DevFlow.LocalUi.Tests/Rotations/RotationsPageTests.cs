namespace DevFlow.LocalUi.Tests.Rotations;

/// <summary>Rotating from the page: read what will happen, do it, watch it, take it back.</summary>
[Collection(Pages.Name)]
public sealed class RotationsPageTests(Platform platform)
{
    private const string Canary = "jira-c4n4ry-0123456789abcdef";

    [Fact]
    public async Task A_secret_is_rotated_after_a_dry_run_and_taken_back_while_the_page_follows()
    {
        await platform.CallAsync("rotations-anna", "Anna <img src=x onerror=alert(1)>", isAdmin: true);
        var page = await platform.OpenAsync("/rotations", "rotations-anna", isAdmin: true, isWatched: true);
        await Expect(page.Row("JIRA_WEBHOOK_SECRET")).ToContainTextAsync("On demand");
        await page.CheckAsync("rotations");

        await page.Button("Rotate JIRA_WEBHOOK_SECRET").ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Rotate JIRA_WEBHOOK_SECRET" });
        await Expect(dialog).ToContainTextAsync("accepted for 7 days");
        await Expect(dialog).ToContainTextAsync("workflow-engine");
        Assert.Contains(Canary, await EnvAsync(), StringComparison.Ordinal);
        await page.CheckAsync("rotate");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rotate now" }).ClickAsync();
        var run = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "JIRA_WEBHOOK_SECRET", Exact = true });
        await Expect(run).ToContainTextAsync("In overlap");
        await Expect(run.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(6);
        await Expect(run).ToContainTextAsync("Anna <img src=x onerror=alert(1)>");
        Assert.DoesNotContain(Canary, await EnvAsync(), StringComparison.Ordinal);
        await page.CheckAsync("rotation-run");

        await run.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        var confirm = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Put the value of before in force again" });
        await Expect(confirm).ToContainTextAsync("workflow-engine");
        await confirm.GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Expect(run).ToContainTextAsync("Rolled back");
        Assert.Contains(Canary, await EnvAsync(), StringComparison.Ordinal);
        await page.HoldsNoneOfAsync("c4n4ry");

        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(page.Tab).ToHaveURLAsync(new Uri(platform.Address, "/rotations").ToString());
        await Expect(page.Row("JIRA_WEBHOOK_SECRET")).ToContainTextAsync("On demand");
    }

    [Fact]
    public async Task What_cannot_be_rotated_is_said_before_anything_is_touched()
    {
        // As a link may name it: nothing here replaces a key that somebody else issues.
        var page = await platform.OpenAsync("/rotations?rotate=AOSENTRY_API_KEY", "rotations-bert", isAdmin: true);

        var dialog = page.Tab.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("rotator:");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Rotate now" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_member_is_told_whom_the_page_is_for()
    {
        var page = await platform.OpenAsync("/rotations", "rotations-carl");

        await Expect(page.Heading("This page is for admins")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Link, new() { Name = "Rotations" })).ToHaveCountAsync(0);
    }

    private Task<string> EnvAsync() => File.ReadAllTextAsync(Path.Combine(platform.Engine.Folder, ".env"), TestContext.Current.CancellationToken);
}
