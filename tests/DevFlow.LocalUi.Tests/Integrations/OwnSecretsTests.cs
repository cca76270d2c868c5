namespace DevFlow.LocalUi.Tests.Integrations;

/// <summary>A person's own secrets: the one value that ever comes into a page comes when its owner asks for it.</summary>
[Collection(Pages.Name)]
public sealed class OwnSecretsTests(Platform platform)
{
    private const string First = "c4n4ry-first-value";
    private const string Second = "c4n4ry-second-value";

    [Fact]
    public async Task A_secret_is_added_shown_on_demand_changed_restored_and_deleted()
    {
        var page = await platform.OpenAsync("/integrations", "own-anna", isWatched: true);
        await Expect(page.Heading("You have no secret here yet")).ToBeVisibleAsync();
        await page.CheckAsync("integrations-empty");

        await page.Button("Add a secret").ClickAsync();
        await page.Tab.GetByLabel("Name", new() { Exact = true }).FillAsync("github/token");
        await page.Tab.GetByLabel("Value", new() { Exact = true }).FillAsync(First);
        await page.Button("Add it").ClickAsync();
        await page.Button("github/token").ClickAsync();
        var details = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "github/token" });
        await Expect(details.GetByText("Version 1", new() { Exact = true })).ToBeVisibleAsync();
        await page.HoldsNoneOfAsync("c4n4ry");

        page.LetThrough("/api/v1/me/secrets/github%2Ftoken");
        await page.Button("Show it").ClickAsync();
        await Expect(details.GetByText(First)).ToBeVisibleAsync();
        await page.Button("Copy it").ClickAsync();
        await Expect(page.Button("Copied")).ToBeVisibleAsync();
        Assert.Equal(First, await page.Tab.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Button("Hide it").ClickAsync();
        await Expect(details.GetByText(First)).ToHaveCountAsync(0);

        await details.GetByLabel("New value").FillAsync(Second);
        await page.Button("Write version 2").ClickAsync();
        await Expect(details.GetByText("Version 2", new() { Exact = true })).ToBeVisibleAsync();
        await page.Button("Restore version 1").ClickAsync();
        await Expect(details.GetByText("restored from 1")).ToBeVisibleAsync();
        await page.CheckAsync("own-secret");
        await page.HoldsNoneOfAsync("c4n4ry");

        // That it was looked at is on record.
        using var anna = await platform.Engine.CreateClientAsync("own-anna");
        var audit = await anna.GetJsonAsync("/api/v1/me/audit?outcome=hit");
        Assert.NotEmpty(audit.GetProperty("records").EnumerateArray());

        await page.Button("Delete it").ClickAsync();
        await page.Button("Delete it for good").ClickAsync();
        await Expect(page.Heading("You have no secret here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_was_overtaken_is_told_and_loses_nothing()
    {
        using var bert = await platform.Engine.CreateClientAsync("own-bert");
        await bert.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/a%2Fkey", new { value = First, expectedVersion = 0 });
        var page = await platform.OpenAsync("/integrations?secret=a/key", "own-bert");
        var details = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "a/key" });
        await details.GetByLabel("New value").FillAsync(Second);
        await bert.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/a%2Fkey", new { value = "of another device", expectedVersion = 1 });

        await page.Button("Write version 2").ClickAsync();

        await Expect(details.GetByRole(AriaRole.Alert)).ToContainTextAsync("version 2");
        await Expect(details.GetByLabel("New value")).ToHaveValueAsync(Second);
        await page.Button("Write version 3").ClickAsync();
        await Expect(details.GetByText("Version 3", new() { Exact = true })).ToBeVisibleAsync();
    }
}
