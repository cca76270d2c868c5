using System.Net;

namespace DevFlow.LocalUi.Tests.Settings;

/// <summary>The own account and, for administrators, the platform's people and state.</summary>
[Collection(Pages.Name)]
public sealed class SettingsPageTests(Platform platform)
{
    private const string Nasty = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_key_is_issued_lets_in_and_is_revoked()
    {
        var page = await platform.OpenAsync("/settings/keys", "settings-anna");
        await page.Tab.GetByLabel("What it is for").FillAsync(Nasty);
        await page.Button("Issue the key").ClickAsync();
        var key = await page.Tab.GetByLabel("The key").InputValueAsync();
        await page.CheckAsync("settings-key");
        using var client = platform.Engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await client.GetJsonAsync("/api/v1/me");

        await page.Button("Done, forget it").ClickAsync();
        Assert.DoesNotContain(key, await page.Tab.ContentAsync(), StringComparison.Ordinal);
        await page.Button($"Revoke {Nasty}").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await Expect(page.Button($"Revoke {Nasty}")).ToHaveCountAsync(0);
        await client.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_signs_out_everywhere_is_out_in_every_browser()
    {
        var other = await platform.OpenAsync("/settings/sessions", "settings-bert");
        var page = await platform.OpenAsync("/settings/sessions", "settings-bert");
        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Sessions" })).ToContainTextAsync("This browser");

        await page.Button("Sign out everywhere").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await other.Tab.ReloadAsync();
        await Expect(other.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_admin_adds_a_person_gives_a_role_and_erases_whom_the_name_was_written_of()
    {
        var page = await platform.OpenAsync("/settings/people", "settings-carl", isAdmin: true);
        await page.Tab.GetByLabel("Name", new() { Exact = true }).FillAsync("settings-dora");
        await page.Tab.GetByLabel("Shown as").FillAsync(Nasty + "Dora");
        await page.Button("Add").ClickAsync();
        await Expect(page.Button(Nasty + "Dora")).ToBeVisibleAsync();
        await page.Tab.GetByLabel("Role of settings-dora").SelectOptionAsync("Admin");
        // It is the engine's answer that is shown.
        await Expect(page.Tab.GetByLabel("Role of settings-dora")).ToBeEnabledAsync();
        await Expect(page.Tab.GetByLabel("Role of settings-dora")).ToHaveValueAsync("admin");

        await page.Button(Nasty + "Dora").ClickAsync();
        await page.Button("Erase this person").ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Erase settings-dora" });
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("settings-dora");
        await page.CheckAsync("settings-erase");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(page.Button(Nasty + "Dora")).ToHaveCountAsync(0);

        // A name that is taken is refused, and what was written stays.
        await page.Tab.GetByLabel("Name", new() { Exact = true }).FillAsync("settings-carl");
        await page.Button("Add").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody was added");
        await Expect(page.Tab.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("settings-carl");
        await page.CheckAsync("settings-people", "409");
    }

    [Fact]
    public async Task An_admin_reads_how_the_platform_is()
    {
        var page = await platform.OpenAsync("/settings/vault", "settings-emil", isAdmin: true);
        using var emil = await platform.Engine.CreateClientAsync("settings-emil", isAdmin: true);
        await emil.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/mine", new { value = "a value", expectedVersion = 0 });
        await page.Tab.ReloadAsync();
        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Keys of the vault" })).ToContainTextAsync("Wraps");
        await page.CheckAsync("settings-vault");

        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "Compliance" }).ClickAsync();
        await page.Tab.GetByText("GDPR", new() { Exact = true }).ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Controls" })).ToContainTextAsync("Right to deletion");
        await page.CheckAsync("settings-compliance");

        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "Alerts" }).ClickAsync();
        await Expect(page.Heading("Settings: Alerts")).ToBeVisibleAsync();
        await emil.CallAsync(HttpMethod.Post, "/api/v1/events?source=github&type=pull_request&delivery=settings-1&action=opened", new { number = 7 });
        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "Webhooks" }).ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Deliveries" })).ToContainTextAsync("github: pull_request, opened");
        await page.CheckAsync("settings-webhooks");
    }
}
