using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DevFlow.LocalUi.Tests.Secrets;

/// <summary>The catalog as the page shows it.</summary>
[Collection(Pages.Name)]
public sealed partial class SecretsPageTests(Platform platform)
{
    [Fact]
    public async Task Every_secret_is_a_row_and_a_filter_stands_in_the_address()
    {
        var page = await platform.OpenAsync("/secrets", "secrets-anna", isAdmin: true);
        await Expect(page.Row("JWT_SECRET")).ToContainTextAsync("Found");
        await page.CheckAsync("secrets");

        await page.Tab.GetByRole(AriaRole.Searchbox).FillAsync("jwt");
        await Expect(page.Tab.GetByText("1 of ", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(page.Tab).ToHaveURLAsync(Filtered());
        await page.Tab.ReloadAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("jwt");
        await Expect(page.Row("SESSION_SECRET")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_secret_says_where_it_was_looked_for_and_never_what_it_is()
    {
        var page = await platform.OpenAsync("/secrets", "secrets-bert", isAdmin: true, isWatched: true);
        await page.Button("JWT_SECRET").ClickAsync();
        var details = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "JWT_SECRET" });
        await Expect(details.GetByText("wins")).ToBeVisibleAsync();
        await page.CheckAsync("secret");
        await page.HoldsNoneOfAsync("jwt-secret-", "session-secret-", "sk-test-", "MDEyMzQ1Njc4OTAx", "login-password", "c4n4ry");

        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(details).Not.ToBeVisibleAsync();
        await Expect(page.Button("JWT_SECRET")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task From_a_secret_one_goes_on_to_its_rotation_its_accesses_and_a_breach_of_it_in_a_new_tab_too()
    {
        var page = await platform.OpenAsync("/secrets?secret=JIRA_WEBHOOK_SECRET", "secrets-carl", isAdmin: true);
        var next = page.Tab.GetByRole(AriaRole.Navigation, new() { Name = "What to do next" });
        await page.CheckAsync("secret-next");

        var rotate = await OpenedAsync("Rotate it");
        await Expect(rotate.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Rotate JIRA_WEBHOOK_SECRET" })).ToContainTextAsync("Who is affected");
        var accesses = await OpenedAsync("All its accesses");
        await Expect(accesses.Tab.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("JIRA_WEBHOOK_SECRET");
        var breach = await OpenedAsync("Declare a breach");
        await Expect(breach.Tab.GetByLabel("Its key")).ToHaveValueAsync("JIRA_WEBHOOK_SECRET");
        await Expect(breach.Tab.GetByRole(AriaRole.Radio, new() { Name = "A secret" })).ToBeCheckedAsync();

        // In the same tab the panel goes, and nothing of it stays over the page.
        await next.GetByRole(AriaRole.Link, new() { Name = "Declare a breach" }).ClickAsync();
        await Expect(page.Heading("Declare an incident")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Tab.GetByLabel("Why").FillAsync("the page can be written in");
        await page.Tab.GoBackAsync();
        await Expect(next).ToBeVisibleAsync();

        async Task<UiPage> OpenedAsync(string name)
        {
            var tab = await page.Tab.Context.RunAndWaitForPageAsync(() => next.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync(new() { Modifiers = [KeyboardModifier.ControlOrMeta] }));
            return new(tab);
        }
    }

    [Fact]
    public async Task A_member_goes_on_to_the_own_accesses_alone()
    {
        var page = await platform.OpenAsync("/secrets?secret=JIRA_WEBHOOK_SECRET", "secrets-dora");
        var next = page.Tab.GetByRole(AriaRole.Navigation, new() { Name = "What to do next" });

        await Expect(next.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Accesses on your behalf"]);
        await next.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.Tab.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("JIRA_WEBHOOK_SECRET");
        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(900)]
    [InlineData(1400)]
    public async Task What_is_due_to_be_rotated_is_said_once_in_a_window_of_any_width(int width)
    {
        // As the engine would say it a year from now.
        var page = await platform.OpenAsync("/favicon.svg", "secrets-emil", isAdmin: true);
        await page.Tab.RouteAsync("**/api/v1/rotations", async route =>
        {
            var answer = await route.FetchAsync();
            var plans = JsonNode.Parse(await answer.TextAsync())!.AsArray();
            plans.Single(plan => $"{plan!["secret"]}" == "JWT_SECRET")!["state"] = "due";
            await route.FulfillAsync(new() { Response = answer, Body = plans.ToJsonString() });
        });
        await page.Tab.SetViewportSizeAsync(width, 900);
        await page.Tab.GotoAsync("/secrets");

        var due = page.Row("JWT_SECRET").Locator(".tone:visible").Filter(new() { HasText = "due" });
        await Expect(due).ToHaveCountAsync(1);
        var (there, frame) = ((await due.BoundingBoxAsync())!, (await page.Tab.GetByRole(AriaRole.Region, new() { Name = "Secrets table" }).BoundingBoxAsync())!);
        Assert.InRange(there.X, frame.X, frame.X + frame.Width - there.Width);
    }

    [GeneratedRegex(@"/secrets\?q=jwt$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filtered();
}
