using System.Reflection;
using System.Text.Json;
using DevFlow.WorkflowEngine.Integrations;

namespace DevFlow.LocalUi.Tests.Shell;

/// <summary>Signing in and out, in one tab and in two, and a session that ends under an open page.</summary>
[Collection(Pages.Name)]
public sealed class SessionTests(Platform platform)
{
    [Fact]
    public async Task A_key_signs_in_and_a_wrong_one_says_why()
    {
        var page = await platform.OpenAsync();
        await page.Tab.GotoAsync("/share");
        await page.Tab.GetByLabel("Link or API key").FillAsync("dfk_wrong");
        await page.Button("Sign in").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("not known");
        await page.CheckAsync("sign-in", "401");

        await page.Tab.GetByLabel("Link or API key").FillAsync(await platform.KeyAsync("session-anna"));
        await page.Button("Sign in").ClickAsync();

        // At the page that was asked for, and the cookie is none for scripts.
        await Expect(page.Heading("Shares")).ToBeVisibleAsync();
        Assert.Equal("", await page.Tab.EvaluateAsync<string>("document.cookie"));
        Assert.Contains("\"httpOnly\":true", JsonSerializer.Serialize(await page.Tab.Context.CookiesAsync(), JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_word_that_the_engine_has_for_a_way_back_in_vain_is_told_on_both_pages()
    {
        string[] words = [.. typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(word => $"{word.GetRawConstantValue()}")];
        Assert.Contains("unknown-account", words);
        var outside = await platform.OpenAsync();
        var inside = await platform.OpenAsync("/share", "session-fritz");

        // Each its own, and no word as it is.
        Assert.Equal(words.Length, (await ToldAsync(outside, "/sign-in", AriaRole.Alert)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(words.Length, (await ToldAsync(inside, "/integrations", AriaRole.Status)).Distinct(StringComparer.Ordinal).Count());

        async Task<List<string>> ToldAsync(UiPage page, string path, AriaRole role)
        {
            List<string> told = [];
            foreach (var word in words)
            {
                await page.Tab.GotoAsync($"{path}?problem={word}&provider=github");
                var notice = page.Tab.Locator(".mantine-Alert-root").And(page.Tab.GetByRole(role));
                await Expect(notice).ToBeVisibleAsync();
                told.Add(await notice.InnerTextAsync());
            }

            return told;
        }
    }

    [Fact]
    public async Task Escape_closes_what_lies_over_the_dialog_to_sign_in_and_leaves_that_as_it_is()
    {
        var page = await platform.OpenAsync("/rotations", "session-gerd", isAdmin: true);
        await page.Button("Rotate JIRA_WEBHOOK_SECRET").ClickAsync();
        var rotate = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Rotate JIRA_WEBHOOK_SECRET" });
        await Expect(rotate.GetByText("Who is affected")).ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(rotate).Not.ToBeVisibleAsync();
        using var gerd = await platform.Engine.CreateClientAsync("session-gerd", isAdmin: true);
        await gerd.RemoveAsync("/api/v1/me/sessions");
        var signIn = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" });
        var key = await platform.KeyAsync("session-gerd", isAdmin: true);
        await signIn.GetByLabel("Link or API key").FillAsync(key);

        // The browser's way back leads to the address of a dialog.
        await page.Tab.GoBackAsync();
        await Expect(rotate).ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(rotate).Not.ToBeVisibleAsync();
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(signIn.GetByLabel("Link or API key")).ToHaveValueAsync(key);

        await signIn.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(signIn).Not.ToBeVisibleAsync();
        await Expect(page.Row("JIRA_WEBHOOK_SECRET")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_person_who_signs_in_over_an_open_page_finds_nothing_of_the_one_before()
    {
        var page = await platform.OpenAsync("/share", "session-dora");
        await page.Tab.GetByLabel("What is shared").FillAsync("typed by somebody else");
        using var dora = await platform.Engine.CreateClientAsync("session-dora");
        await dora.RemoveAsync("/api/v1/me/sessions");
        await page.Button("Make the link").ClickAsync();

        var dialog = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" });
        await dialog.GetByLabel("Link or API key").FillAsync(await platform.KeyAsync("session-emil"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.Button("You: session-emil")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByLabel("What is shared")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Whoever_signs_out_in_one_tab_is_out_in_the_other()
    {
        var page = await platform.OpenAsync("/secrets", "session-bert");
        var other = await page.OpenTabAsync("/share");
        await Expect(other.Heading("Shares")).ToBeVisibleAsync();

        await page.Button("You: session-bert").ClickAsync();
        await page.Button("Sign out").ClickAsync();

        await Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await Expect(other.Heading("Sign in")).ToBeVisibleAsync();
        await Expect(other.Heading("Shares")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_session_that_ends_under_an_open_page_costs_nothing_that_was_typed()
    {
        var page = await platform.OpenAsync("/share", "session-carl");
        await page.Tab.GetByLabel("What is shared").FillAsync("typed before the session ended");
        using var carl = await platform.Engine.CreateClientAsync("session-carl");
        await carl.RemoveAsync("/api/v1/me/sessions");

        await page.Button("Make the link").ClickAsync();
        var dialog = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Sign in again" });
        await dialog.GetByLabel("Link or API key").FillAsync(await platform.KeyAsync("session-carl"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(dialog).Not.ToBeVisibleAsync();
        await Expect(page.Tab.GetByLabel("What is shared")).ToHaveValueAsync("typed before the session ended");
        await page.Button("Make the link").ClickAsync();
        await Expect(page.Heading("Your link is made")).ToBeVisibleAsync();
    }
}
