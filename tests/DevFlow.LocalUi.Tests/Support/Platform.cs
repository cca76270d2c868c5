using System.Text.Json;

namespace DevFlow.LocalUi.Tests.Support;

/// <summary>One engine, one Local UI before it and one browser for all tests; each test has people and, in the browser, contexts of its own.</summary>
public sealed class Platform(EngineServer server) : IAsyncLifetime
{
    // Far beyond what any page needs: a machine may be busy with other tests.
    private const float Patience = 90_000;

    /// <summary>What tests may rotate: nobody but them uses these.</summary>
    private const string Rotated = "JIRA_WEBHOOK_SECRET=jira-c4n4ry-0123456789abcdef\nCONFLUENCE_WEBHOOK_SECRET=confluence-c4n4ry-0123456789abcdef";

    private readonly List<IBrowserContext> _open = [];

    private object? _test;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private NodeServer? _ui;

    internal Engine Engine { get; private set; } = null!;

    public Uri Address => _ui!.Address;

    public async ValueTask InitializeAsync()
    {
        if (!BrowserProgram.IsThere)
            return;
        SetDefaultExpectTimeout(Patience);
        Engine = await Engine.StartAsync(server, Rotated, ("Incidents:Grace", "00:00:02"), ("Incidents:Settling", "00:00:01"));
        _ui = await NodeServer.StartAsync(Engine.Address);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserProgram.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A tab of a browser of its own, where nobody is signed in, at no page yet.</summary>
    public async Task<UiPage> OpenAsync(Uri? address = null)
    {
        Assert.SkipWhen(_browser is null, BrowserProgram.Missing);
        await CloseAsync();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (address ?? Address).ToString(),
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1400, Height = 900 },
            // Chromium alone may be asked for it; what pages copy is then read as a person would paste it.
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        _open.Add(context);
        context.SetDefaultTimeout(Patience);
        return new(await context.NewPageAsync());
    }

    /// <summary>A tab in which a person is signed in, at a page of the Local UI.</summary>
    /// <param name="path">The page, such as <c>/secrets</c>.</param>
    /// <param name="name">Of the person, who is added where there is none of the name.</param>
    /// <param name="isAdmin">Whether the person is an administrator.</param>
    /// <param name="address">Of another Local UI than the one of all tests.</param>
    /// <param name="isWatched">Whether all that it is given is kept, to look for values in it.</param>
    public async Task<UiPage> OpenAsync(string path, string name, bool isAdmin = false, Uri? address = null, bool isWatched = false)
    {
        var page = await OpenAsync(address);
        if (isWatched)
            await page.WatchAsync();
        // As the page's own script would: with the key of the person, for a cookie.
        var answer = await page.Tab.Context.APIRequest.PostAsync("/api/v1/tokens", new() { DataObject = new { grant = "api-key", key = await KeyAsync(name, isAdmin), session = true } });
        Assert.True(answer.Ok, $"Not signed in: {answer.Status}");
        await page.Tab.GotoAsync(path);
        return page;
    }

    /// <summary>A key of a person, as it is issued once.</summary>
    public async Task<string> KeyAsync(string name, bool isAdmin = false)
    {
        using var client = await Engine.CreateClientAsync(name, isAdmin);
        JsonElement issued = await client.PostJsonAsync("/api/v1/me/api-keys", new { name = "of a test" });
        return issued.Text("key");
    }

    /// <summary>A person, added where there is none of the name, and what is shown of it, which may be anything.</summary>
    public async Task CallAsync(string name, string displayName, bool isAdmin = false)
    {
        using var person = await Engine.CreateClientAsync(name, isAdmin);
        var id = (await Engine.PrincipalAsync(name)).Split(':')[1];
        using var root = await Engine.CreateClientAsync("root", isAdmin: true);
        await root.CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { displayName });
    }

    // The pages of the test before would go on asking, beside this one: tests come one after the other.
    private async Task CloseAsync()
    {
        if (_test == TestContext.Current.Test)
            return;
        _test = TestContext.Current.Test;
        foreach (var context in _open)
            await context.CloseAsync();
        _open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_ui is not null)
            await _ui.DisposeAsync();
        if (Engine is not null)
            await Engine.DisposeAsync();
    }
}
