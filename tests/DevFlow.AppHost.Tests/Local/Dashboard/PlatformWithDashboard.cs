using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace DevFlow.AppHost.Tests;

/// <summary>The whole platform with its dashboard as a person starts it, and a browser that is signed in.</summary>
public sealed partial class PlatformWithDashboard : IAsyncLifetime
{
    private readonly TestRoot _root;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _signedIn;
    private IPage? _asking;

    public PlatformWithDashboard()
    {
        var mark = Guid.NewGuid().ToString("N");
        string[] keys = ["AOSENTRY_API_KEY", "SESSION_SECRET", "JWT_SECRET", "ATLASSIAN_CLIENT_SECRET", "GITHUB_WEBHOOK_SECRET"];
        var secrets = keys.ToDictionary(key => key, key => $"canary-{key.ToLowerInvariant().Replace('_', '-')}-{mark}", StringComparer.Ordinal);
        secrets["SECRET_ENCRYPTION_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var password = $"canary-database-{mark}";
        Canaries = [.. secrets.Values, password];

        var ports = TestRoot.FreePorts(10);
        _root = new($"""
            DEVFLOW_MODE=local
            DATABASE_URL=postgresql://devflow:{password}@localhost:{ports[0]}/devflow
            QDRANT_URL=http://localhost:{ports[1]}
            MCP_GATEWAY_PORT={ports[2]}
            WORKFLOW_ENGINE_PORT={ports[3]}
            KNOWLEDGE_HUB_PORT={ports[4]}
            LOCAL_UI_PORT={ports[5]}
            DEVFLOW_DASHBOARD_PORT={ports[6]}
            METRICS_PORT={ports[7]}
            LOG_LEVEL=DEBUG
            DEBUG_MODE=true
            {string.Join('\n', secrets.Select(secret => $"{secret.Key}={secret.Value}"))}

            """);
        Host = HostProcess.Start(_root, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DEVFLOW_DASHBOARD"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{ports[8]}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{ports[9]}",
        });
        MetricsUrl = $"http://localhost:{ports[7]}/metrics";
    }

    internal HostProcess Host { get; }

    internal string MetricsUrl { get; }

    internal string Folder => _root.Folder;

    /// <summary>Where the dashboard is.</summary>
    internal Uri Url { get; private set; } = null!;

    /// <summary>The values that must be seen nowhere, those among them that the app host generated.</summary>
    internal IReadOnlyList<string> Canaries { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Host.WaitForLineAsync("Everything is up", CancellationToken.None);
        await Host.WaitForLineAsync("Dashboard: http://", CancellationToken.None);
        var link = new Uri(Link().Match(Host.Output).Groups["url"].Value);
        Url = new(link, "/");
        var generated = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(Folder, ".devflow", "parameters.json")))!;
        Canaries = [.. Canaries, .. generated.Values.Where(value => value.Length > 8)];
        if (!BrowserProgram.IsThere)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        await using var context = await _browser.NewContextAsync();
        await (await context.NewPageAsync()).GotoAsync(link.ToString());
        _signedIn = await context.StorageStateAsync();
    }

    /// <summary>A window of its own, signed in.</summary>
    internal async Task<IPage> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, BrowserProgram.Missing);
        var context = await _browser!.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 1400, Height = 860 }, StorageState = _signedIn });
        context.SetDefaultTimeout(BrowserPatience.Milliseconds);
        var page = await context.NewPageAsync();
        await ShowAsync(page, path);
        return page;
    }

    internal async Task ShowAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(Url, path).ToString());
        await page.Locator("main[data-live]").WaitForAsync();
    }

    /// <summary>Has the Local UI's page ask for something, as a person's browser does.</summary>
    internal async Task AskByTheLocalUiAsync(string path = "/api/v1/secrets")
    {
        _asking ??= await OpenLocalUiAsync();
        Assert.InRange(await _asking.EvaluateAsync<int>("path => fetch(path, { headers: { Accept: 'application/json' } }).then(answer => answer.status)", path), 200, 404);
    }

    private async Task<IPage> OpenLocalUiAsync()
    {
        Assert.SkipWhen(_browser is null, BrowserProgram.Missing);
        var page = await (await _browser!.NewContextAsync()).NewPageAsync();
        page.SetDefaultTimeout(BrowserPatience.Milliseconds);
        await page.GotoAsync(SignInLink().Match(Host.Output).Groups["url"].Value);
        await page.GetByRole(AriaRole.Link, new() { Name = "Secrets", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "AOSENTRY_API_KEY" }).WaitForAsync();
        return page;
    }

    /// <summary>The process that draws the pages.</summary>
    internal int DashboardProcess => Assert.Single(ProcessList.Naming(Folder), id => ProcessList.CommandLine(id).Contains("DevFlow.Dashboard", StringComparison.Ordinal));

    /// <summary>A value may leave as it is, escaped for JSON or for a URL, or in base64.</summary>
    internal static IEnumerable<string> FormsOf(string value) => new[]
    {
        value,
        JsonSerializer.Serialize(value).Trim('"'),
        Uri.EscapeDataString(value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='),
    }.Distinct(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
        _root.Dispose();
    }

    [GeneratedRegex("^Dashboard: (?<url>http://localhost:[0-9]+/login\\?t=[0-9a-f]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^sign in, once: (?<url>http://localhost:[0-9]+/#sign-in=.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignInLink();
}
