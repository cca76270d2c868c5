namespace DevFlow.LocalUi.Tests.Incidents;

/// <summary>A breach, declared, followed and finished from the page.</summary>
[Collection(Pages.Name)]
public sealed class IncidentsPageTests(Platform platform)
{
    private const string Canary = "confluence-c4n4ry-0123456789abcdef";
    private const string Nasty = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_breach_of_a_secret_is_planned_confirmed_by_writing_it_and_answered_while_the_page_follows()
    {
        var page = await platform.OpenAsync("/incidents", "incidents-anna", isAdmin: true, isWatched: true);
        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "Declare an incident" }).ClickAsync();
        await page.Tab.GetByLabel("Its key").FillAsync("CONFLUENCE_WEBHOOK_SECRET");
        await page.Tab.GetByLabel("Why").FillAsync($"pasted into a chat as {Canary} {Nasty}");
        await page.CheckAsync("incident-what");

        await page.Button("See what would be done").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Region, new() { Name = "Done at once, by the engine" })).ToContainTextAsync("Rotate CONFLUENCE_WEBHOOK_SECRET");
        Assert.Contains(Canary, await EnvAsync(), StringComparison.Ordinal);
        await page.CheckAsync("incident-plan");

        await page.Button("Go on").ClickAsync();
        await Expect(page.Button("Declare the incident")).ToBeDisabledAsync();
        await page.Tab.GetByRole(AriaRole.Textbox).FillAsync("CONFLUENCE_WEBHOOK_SECRET");
        await page.CheckAsync("incident-confirm");
        await page.Button("Declare the incident").ClickAsync();

        await Expect(page.Tab.GetByText("Closed", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Tab.GetByText("pasted into a chat")).ToContainTextAsync(Nasty);
        await page.CheckAsync("incident");
        Assert.DoesNotContain(Canary, await EnvAsync(), StringComparison.Ordinal);
        await page.HoldsNoneOfAsync(Canary);

        await page.Button("Report").ClickAsync();
        var download = await page.Tab.RunAndWaitForDownloadAsync(() => page.Tab.GetByRole(AriaRole.Menuitem, new() { Name = "Markdown" }).ClickAsync());
        var report = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("## Timeline", report, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, report, StringComparison.Ordinal);

        await page.Tab.GotoAsync("/incidents");
        await Expect(page.Tab.GetByRole(AriaRole.Link, new() { Name = "secret: CONFLUENCE_WEBHOOK_SECRET" })).ToBeVisibleAsync();
        await page.CheckAsync("incidents");
    }

    [Fact]
    public async Task What_is_left_to_people_is_marked_done_by_one_with_a_word_on_it()
    {
        // What somebody else issues nobody rotates here.
        var page = await platform.OpenAsync("/incidents/declare?scope=secret&subject=AOSENTRY_API_KEY", "incidents-bert", isAdmin: true);
        await page.Tab.GetByLabel("Why").FillAsync("found in a log");
        await page.Button("See what would be done").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Region, new() { Name = "Left to people" })).ToContainTextAsync("Replace AOSENTRY_API_KEY");
        await page.Button("Go on").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Textbox).FillAsync("AOSENTRY_API_KEY");
        await page.Button("Declare the incident").ClickAsync();

        await Expect(page.Heading("To be done by people")).ToBeVisibleAsync();
        await page.CheckAsync("incident-people");
        await page.Tab.GetByLabel("What was done").FillAsync("replaced at the provider");
        await page.Button("Mark done: Replace AOSENTRY_API_KEY").ClickAsync();

        await Expect(page.Heading("To be done by people")).Not.ToBeVisibleAsync();
        await Expect(page.Tab.GetByText("Closed", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Region, new() { Name = "Timeline" })).ToContainTextAsync("replaced at the provider");
    }

    [Fact]
    public async Task An_incident_that_is_none_is_said_to_be_none()
    {
        var page = await platform.OpenAsync($"/incidents/{Guid.NewGuid()}", "incidents-carl", isAdmin: true);

        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("Could not load the incident");
    }

    private Task<string> EnvAsync() => File.ReadAllTextAsync(Path.Combine(platform.Engine.Folder, ".env"), TestContext.Current.CancellationToken);
}
