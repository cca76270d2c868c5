using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

/// <summary>The Local UI as its container would run it.</summary>
public sealed partial class LocalUiImageTests(LocalUiImage image) : IClassFixture<LocalUiImage>
{
    private const string ServiceKey = "service-key-0123456789abcdef";

    [Fact]
    public void The_image_is_pinned_and_runs_without_rights_and_without_a_shell()
    {
        Assert.All(image.Bases, name => Assert.Matches(@"^node:\d+\.\d+-slim$", name));
        Assert.Equal("node", image.User);
        Assert.Equal(["node", "dist/server/main.js"], image.Command);
    }

    [Fact]
    public void The_image_holds_what_runs_and_nothing_else()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "services", "local-ui", "package-lock.json")));
        var packages = locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).ToList();

        Assert.Equal(["dist", "node_modules", "package.json"], Directory.GetFileSystemEntries(image.WorkingDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            packages.Where(package => !package.Value.TryGetProperty("dev", out _)).Select(package => package.Name),
            packages.Where(package => File.Exists(Path.Combine(image.WorkingDirectory, package.Name, "package.json"))).Select(package => package.Name));
    }

    [Fact]
    public async Task A_browser_shows_the_secrets_live_under_its_policy_and_the_end_is_clean()
    {
        Assert.SkipUnless(BrowserProgram.IsThere, BrowserProgram.Missing);
        using var root = new TestRoot(TestRoot.CompleteEnv());
        var engineUrl = $"http://localhost:{TestRoot.FreePorts(1)[0]}";
        await using var engine = HostProcess.StartService<Projects.DevFlow_WorkflowEngine>(root, new() { ["ASPNETCORE_URLS"] = engineUrl, ["ConnectionStrings__service_key_mcp_gateway"] = ServiceKey });
        await engine.WaitForLineAsync("Now listening on", TestContext.Current.CancellationToken);
        // Without a database it knows no people; a service's token stands for the key of one.
        var key = await TokenAsync(engineUrl);
        var environment = new Dictionary<string, string?>(image.Environment, StringComparer.Ordinal)
        {
            ["PORT"] = "0",
            ["services__workflow-engine__http__0"] = engineUrl,
            ["DEVFLOW_API_KEY"] = key,
        };
        await using var server = HostProcess.StartProgram("/usr/bin/env", root, environment, [$"--chdir={image.WorkingDirectory}", .. image.Command]);
        await server.WaitForLineAsync("Local UI: http://0.0.0.0:", TestContext.Current.CancellationToken);
        var port = int.Parse(Address().Match(server.Output).Groups["port"].Value, CultureInfo.InvariantCulture);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        page.SetDefaultTimeout(BrowserPatience.Milliseconds);
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // An engine without a database knows no people.
            if (!message.Location.Contains("/api/v1/me", StringComparison.Ordinal))
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync($"http://localhost:{port}/secrets");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "AOSENTRY_API_KEY" }).WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "local-ui-published.png"), FullPage = true });
        root.Write(".env", TestRoot.CompleteEnv() + "ATLASSIAN_CLIENT_ID=a-client-id\n");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "ATLASSIAN_CLIENT_ID" }).Filter(new() { HasText = "Found" }).WaitForAsync();
        var content = await page.ContentAsync();
        Assert.Empty(complaints);

        // The page's event stream is open.
        Signals.Send(server.Id, Signals.Terminate);
        Assert.Equal(0, await server.ExitAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(key, content + server.Output, StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(string engine)
    {
        using var client = new HttpClient { BaseAddress = new(engine) };
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = ServiceKey, audience = "workflow-engine" }, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!;
    }

    [GeneratedRegex(@"^Local UI: http://[^:]+:(?<port>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
