using System.Collections.Concurrent;
using Deque.AxeCore.Commons;

namespace DevFlow.LocalUi.Tests.Support;

/// <summary>A tab, with all that its console complained of.</summary>
public sealed class UiPage
{
    private const int NarrowestWidth = 360;

    private readonly ConcurrentQueue<string> _complaints = [];

    private Witness? _witness;

    public UiPage(IPage tab)
    {
        Tab = tab;
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{message.Text} ({message.Location})");
        };
        tab.PageError += (_, error) => _complaints.Enqueue(error);
        // A name that is taken for markup would open one, or show itself as an error above.
        tab.Dialog += async (_, dialog) =>
        {
            _complaints.Enqueue($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Tab { get; }

    /// <summary>Another tab of the same browser, and so of the same session.</summary>
    public async Task<UiPage> OpenTabAsync(string path)
    {
        var tab = await Tab.Context.NewPageAsync();
        var page = new UiPage(tab);
        await tab.GotoAsync(path);
        return page;
    }

    /// <summary>Keeps from now on what the tab is given, to be looked through with <see cref="HoldsNoneOfAsync"/>.</summary>
    public async Task WatchAsync() => _witness = await Witness.OfAsync(Tab);

    /// <summary>The next answer to this path may hold what its owner asks to see: the one door that values have.</summary>
    public void LetThrough(string path) => _witness!.LetThrough(path);

    /// <summary>That no value is in the page, its fields, its storage, its cookies and its history, nor was in any answer, stream or line of the console.</summary>
    public async Task HoldsNoneOfAsync(params IEnumerable<string> values) => Assert.Empty(await PlacesOfAsync(values));

    /// <summary>Where the values are, or were since the tab is watched.</summary>
    public Task<IReadOnlyList<string>> PlacesOfAsync(params IEnumerable<string> values) => _witness!.PlacesOfAsync(values);

    public ILocator Heading(string name) => Tab.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public ILocator Button(string name, bool isExact = true) => Tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = isExact });

    /// <summary>A row of a table that holds this text.</summary>
    public ILocator Row(string text) => Tab.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>
    /// What every page owes: accessible in light and dark, nothing sideways at 360 pixels, a console without complaints. With the long loops it is looked at with
    /// assistive eyes at 360 pixels too, and leaves pictures of all three in the tests' folder, for a person to look at.
    /// </summary>
    /// <param name="name">Of the pictures.</param>
    /// <param name="expected">What the console may say, since the test made it so: a part of its text.</param>
    public async Task CheckAsync(string name, params string[] expected)
    {
        await Expect(Tab.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Tab.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(Tab.Locator($"html[data-mantine-color-scheme={(scheme is ColorScheme.Dark ? "dark" : "light")}]")).ToBeAttachedAsync();
            await PictureAsync($"{name}-{(scheme is ColorScheme.Dark ? "dark" : "light")}");
            // In the dark nothing differs but colours.
            await AccessibleAsync($"{name}, {scheme}", scheme is ColorScheme.Dark && !Soak.IsOn ? new() { RunOnly = RunOnlyOptions.Rules("color-contrast") } : new());
        }

        await Tab.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var size = Tab.ViewportSize!;
        await Tab.SetViewportSizeAsync(NarrowestWidth, 740);
        await PictureAsync($"{name}-360");
        var width = await Tab.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= NarrowestWidth, $"{name} is {width} pixels wide in a window of {NarrowestWidth}.");
        if (Soak.IsOn)
            await AccessibleAsync($"{name}, narrow", new());
        await Tab.SetViewportSizeAsync(size.Width, size.Height);
        Assert.DoesNotContain(_complaints, complaint => !expected.Any(part => complaint.Contains(part, StringComparison.Ordinal)));
    }

    private async Task AccessibleAsync(string name, AxeRunOptions options)
    {
        var result = await Tab.RunAxeWhenStillAsync(options);
        var faults = result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{name}: {violation.Id}: {node.Html}: {string.Join(' ', node.Any.Select(check => check.Message))}"));
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    private Task PictureAsync(string name) =>
        Soak.IsOn ? Tab.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png") }) : Task.CompletedTask;
}
