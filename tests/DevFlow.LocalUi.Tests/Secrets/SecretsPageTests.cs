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
        var page = await platform.OpenAsync("/secrets", "secrets-bert", isAdmin: true);
        await page.Button("JWT_SECRET").ClickAsync();
        var details = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "JWT_SECRET" });
        await Expect(details.GetByText("wins")).ToBeVisibleAsync();
        await page.CheckAsync("secret");
        Assert.DoesNotContain("jwt-secret-0123456789", await page.Tab.ContentAsync(), StringComparison.Ordinal);

        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(details).Not.ToBeVisibleAsync();
        await Expect(page.Button("JWT_SECRET")).ToBeFocusedAsync();
    }

    [GeneratedRegex(@"/secrets\?q=jwt$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filtered();
}
