namespace DevFlow.LocalUi.Tests.Shell;

/// <summary>What stands around every page.</summary>
[Collection(Pages.Name)]
public sealed class ShellTests(Platform platform)
{
    [Fact]
    public async Task The_keyboard_reaches_the_page_and_a_new_page_takes_the_focus()
    {
        var page = await platform.OpenAsync("/secrets", "shell-anna");
        await Expect(page.Heading("Secrets")).ToBeVisibleAsync();

        await page.Tab.Keyboard.PressAsync("Tab");
        await Expect(page.Tab.GetByRole(AriaRole.Link, new() { Name = "Skip to the page" })).ToBeFocusedAsync();
        await page.Tab.Keyboard.PressAsync("Enter");
        await Expect(page.Tab.Locator("#main")).ToBeFocusedAsync();

        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "Shares" }).ClickAsync();
        await Expect(page.Heading("Shares")).ToBeFocusedAsync();
        await Expect(page.Tab).ToHaveTitleAsync("Shares · DevFlow");
    }

    [Fact]
    public async Task A_closed_navigation_is_none_for_the_keyboard_either()
    {
        var page = await platform.OpenAsync("/share", "shell-emil");
        await page.Tab.SetViewportSizeAsync(360, 740);
        await Expect(page.Heading("Shares")).ToBeVisibleAsync();
        var navigation = page.Tab.GetByRole(AriaRole.Link, new() { Name = "Secrets", Exact = true });

        await Expect(navigation).ToHaveCountAsync(0);
        await page.Button("Pages").ClickAsync();
        await navigation.ClickAsync();

        await Expect(page.Heading("Secrets")).ToBeVisibleAsync();
        await Expect(navigation).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_address_that_is_none_says_so_and_names_it_as_text()
    {
        var page = await platform.OpenAsync("/<img src=x onerror=alert(1)>", "shell-bert");

        await Expect(page.Heading("There is no such page")).ToBeVisibleAsync();
        await Expect(page.Tab.Locator("img[src=x]")).ToHaveCountAsync(0);
        await page.CheckAsync("not-found");
    }

    [Fact]
    public async Task A_name_that_is_markup_is_shown_as_text()
    {
        const string Name = "<img src=x onerror=alert(1)>";
        using var admin = await platform.Engine.CreateClientAsync("shell-admin", isAdmin: true);
        await platform.Engine.CreateClientAsync("shell-dora");
        var id = (await platform.Engine.PrincipalAsync("shell-dora")).Split(':')[1];
        await admin.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { displayName = Name });

        var page = await platform.OpenAsync("/secrets", "shell-dora");

        await page.Button($"You: {Name}").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "You" })).ToContainTextAsync(Name);
        await Expect(page.Tab.Locator("img[src=x]")).ToHaveCountAsync(0);
        await page.CheckAsync("menu");
    }

    [Fact]
    public async Task An_engine_that_goes_and_comes_back_is_told_and_the_page_recovers_by_itself()
    {
        await using var gate = new Gate(platform.Engine.Address);
        await using var ui = await NodeServer.StartAsync(gate.Address);
        var page = await platform.OpenAsync("/share", "shell-carl", address: ui.Address);
        await Expect(page.Tab.GetByText("No link yet")).ToBeVisibleAsync();
        using var carl = await platform.Engine.CreateClientAsync("shell-carl");

        gate.Close();
        await Expect(page.Tab.GetByLabel("Connection trouble")).ToContainTextAsync("is not answering");
        // What was there stays, and nobody has to do anything.
        await Expect(page.Tab.GetByText("No link yet")).ToBeVisibleAsync();
        await page.CheckAsync("engine-gone", "502", "net::ERR");
        await carl.PostJsonAsync("/api/v1/shares", new { content = Convert.ToBase64String(new byte[300]), accessHash = Base64(new byte[32]), views = 1, ttlSeconds = 600 }, System.Net.HttpStatusCode.Created);
        gate.Open();

        await Expect(page.Tab.GetByLabel("Connection trouble")).Not.ToBeVisibleAsync();
        await Expect(page.Tab.GetByText("opened 0 of 1")).ToBeVisibleAsync();
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
