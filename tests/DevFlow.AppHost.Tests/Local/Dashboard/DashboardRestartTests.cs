using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

/// <summary>A page that stays open while the app host stops and starts again.</summary>
[Collection(DashboardCollection.Name)]
public sealed partial class DashboardRestartTests(PlatformWithDashboard platform)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task A_page_comes_back_by_itself_and_is_signed_in_still(int signal)
    {
        var ports = TestRoot.FreePorts(6);
        using var root = new TestRoot(TestRoot.EnvOf("saas")
            + $"DEVFLOW_DASHBOARD_PORT={ports[0]}\nMETRICS_PORT={ports[1]}\nMCP_GATEWAY_PORT={ports[2]}\nLOCAL_UI_PORT={ports[3]}\n");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DEVFLOW_DASHBOARD"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{ports[4]}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{ports[5]}",
        };
        var page = await platform.OpenAsync("/");
        await using (var before = HostProcess.Start(root, environment))
        {
            await before.WaitForLineAsync("Dashboard: http://", Token);
            await page.GotoAsync(Link().Match(before.Output).Groups["url"].Value);
            await page.Locator("main[data-live]").GetByText("mcp-gateway").First.WaitForAsync();
            Signals.Send(before.Id, signal);
            await before.ExitAsync(Token);
        }

        await page.GetByRole(AriaRole.Heading, new() { Name = "The dashboard does not answer" }).WaitForAsync();
        await ProcessList.GoneAsync(root.Folder, Token);
        var log = await File.ReadAllTextAsync(Path.Combine(root.Folder, ".devflow", "logs", "dashboard.log"), Token);
        Assert.Equal(signal == Signals.Terminate, log.Contains(": the application stops", StringComparison.Ordinal));
        await using var after = HostProcess.Start(root, environment);
        await after.WaitForLineAsync("Dashboard: http://", Token);

        await page.GetByRole(AriaRole.Heading, new() { Name = "The dashboard does not answer" }).WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByText("mcp-gateway").First.WaitForAsync();
        Assert.EndsWith("/", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [GeneratedRegex("^Dashboard: (?<url>http://localhost:[0-9]+/login\\?t=[0-9a-f]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
