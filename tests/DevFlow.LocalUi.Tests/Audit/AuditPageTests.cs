using System.Text.Json;
using DevFlow.WorkflowEngine.Tests.Audit;

namespace DevFlow.LocalUi.Tests.Audit;

/// <summary>The audit, however long it is.</summary>
[Collection(Pages.Name)]
public sealed class AuditPageTests(Platform platform, ITestOutputHelper output)
{
    private const int Many = 10_000;

    // What strangers may ask for is on record as they have written it.
    private const string Nasty = "<img src=x onerror=alert(1)>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_records_all_come_past_with_few_in_the_document_and_are_exported_whole()
    {
        using var files = new AuditFiles();
        await files.WriteAsync("audit-page", [.. Enumerable.Range(0, Many - 1).Select(number => AuditFiles.Access($"KEY_{number}")), AuditFiles.Access(Nasty, outcome: "denied")]);
        using (var service = await platform.Engine.CreateServiceClientAsync("audit-page"))
        using (var taken = await files.SendAsync(service, "audit-page"))
            Assert.True(taken.IsSuccessStatusCode, $"{taken.StatusCode}");

        var page = await platform.OpenAsync("/audit?service=audit-page", "audit-anna", isAdmin: true);
        await Expect(page.Button(Nasty)).ToBeVisibleAsync();
        await page.CheckAsync("audit");

        // bench/local-ui.sh reads the line.
        var scroll = await Scroll.ToTheEndAsync(page, Soak.Times(14, 4), "10,000 records loaded, that is all");
        output.WriteLine($"{scroll}");
        string[] written = [.. Enumerable.Range(0, Many - 1).Select(number => $"KEY_{number}"), Nasty];
        Assert.Equal(written.Order(StringComparer.Ordinal), scroll.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(scroll.Most, 1, 100);

        await page.Button("KEY_0").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "KEY_0" })).ToContainTextAsync("1password");
        await page.CheckAsync("audit-record");
        await page.Tab.Keyboard.PressAsync("Escape");

        await page.Tab.GetByLabel("Outcome").SelectOptionAsync("Denied");
        await Expect(page.Tab.GetByText("1 record loaded, that is all")).ToBeVisibleAsync();
        await page.Tab.ReloadAsync();
        await Expect(page.Tab.GetByText("1 record loaded, that is all")).ToBeVisibleAsync();
        Assert.Equal(Nasty, JsonElement.Parse(await ExportAsync(page)).Text("key"));
    }

    [Fact]
    public async Task An_admin_is_told_whether_the_chains_are_whole()
    {
        var page = await platform.OpenAsync("/audit", "audit-bert", isAdmin: true);
        await page.Button("Show chains").ClickAsync();
        var chains = page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "Chains of the audit" });
        await Expect(chains.GetByText("workflow-engine", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.CheckAsync("audit-chains");
    }

    [Fact]
    public async Task A_member_sees_what_was_done_on_the_own_behalf_and_of_nobody_else()
    {
        using (var carl = await platform.Engine.CreateClientAsync("audit-carl"))
            await carl.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/mine", new { value = "a value", expectedVersion = 0 });

        var page = await platform.OpenAsync("/audit?kind=all", "audit-carl");
        await Expect(page.Tab.Locator(".audit-record").First).ToContainTextAsync("audit-carl");

        Assert.All(await page.Tab.Locator(".audit-record .audit-user").AllInnerTextsAsync(), who => Assert.Equal("audit-carl", who));
        await Expect(page.Button("Export")).ToHaveCountAsync(0);
        await page.CheckAsync("audit-own");

        await page.Tab.GetByLabel("Key", new() { Exact = true }).FillAsync("nobody has this");
        await page.Tab.Keyboard.PressAsync("Enter");
        await Expect(page.Heading("No record matches the filters")).ToBeVisibleAsync();
        await page.Button("Clear the filters").ClickAsync();
        await Expect(page.Tab.Locator(".audit-record").First).ToBeVisibleAsync();
    }

    private static async Task<string> ExportAsync(UiPage page)
    {
        await page.Button("Export").ClickAsync();
        var download = await page.Tab.RunAndWaitForDownloadAsync(() => page.Tab.GetByRole(AriaRole.Menuitem, new() { Name = "JSONL" }).ClickAsync());
        return Assert.Single(await File.ReadAllLinesAsync(await download.PathAsync(), Cancel));
    }
}
