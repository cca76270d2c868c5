using System.Text.RegularExpressions;

namespace DevFlow.Cli.Tests.Breaching;

/// <summary>The report of an incident, where people read it and where programs do.</summary>
public sealed partial class ReportOnTerminalTests : IAsyncDisposable
{
    private const string Id = "01938f5e-0000-7000-8000-000000000001";

    private readonly Clone _clone = new();
    private readonly FakeEngine _engine = new();
    private readonly Shell _shell;

    public ReportOnTerminalTests()
    {
        _shell = new(_clone.Folder);
        _shell.Set("TERM", "xterm-256color");
    }

    [Fact]
    public async Task A_terminal_shows_headings_lists_and_tables_and_a_pipe_has_the_markdown_as_it_is()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "incident-drill.md"), TestContext.Current.CancellationToken);
        var report = document[document.IndexOf("# Incident", StringComparison.Ordinal)..];
        await StartAsync(report);

        var shown = await OnTerminalAsync($"stty cols 100; devflow breach report {Id}");
        var text = Unstyled(shown);
        Assert.Contains($"\nIncident {Id}\n", $"\n{text}", StringComparison.Ordinal);
        Assert.Contains("Breach of service service:billing, declared", text, StringComparison.Ordinal);
        Assert.Contains("• State: closed", text, StringComparison.Ordinal);
        Assert.Contains("\nTimeline\n", text, StringComparison.Ordinal);
        Assert.Contains("the log had ***", text, StringComparison.Ordinal);
        Assert.Matches(@"1 +revoke-leases +service:billing +done", text);
        foreach (var markup in (string[])["**", "# Incident", "## ", "|--", "| #", "\\*"])
            Assert.DoesNotContain(markup, text.Replace("***", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.Contains("\e[1;", shown, StringComparison.Ordinal);

        Assert.Equal(report, (await _shell.RunAsync($"devflow breach report {Id}")).StandardOutput);
        Assert.Equal(report, Unstyled(await OnTerminalAsync($"devflow breach report {Id} --markdown")));
    }

    [Fact]
    public async Task What_somebody_wrote_is_shown_letter_by_letter_and_no_terminal_obeys_it()
    {
        await StartAsync("# Incident\n\nBreach of **a\\*\\*b** c: [red]x[/] \e[31mred\u009b31m\n\n- [ ] 3: replace KEY: ask \\| http\\://a\\\\b\n\n| # | action |\n|---|---|\n| 1 | a \\| b [bold]c |\n| 2 |\n");

        var text = Unstyled(await OnTerminalAsync($"stty cols 100; devflow breach report {Id}"));

        Assert.Contains("Breach of a**b c: [red]x[/] ?[31mred?31m\n", text, StringComparison.Ordinal);
        Assert.Contains("☐ 3: replace KEY: ask | http://a\\b\n", text, StringComparison.Ordinal);
        Assert.Contains("a | b [bold]c", text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _clone.Dispose();
    }

    private Task StartAsync(string report)
    {
        _engine.Texts[$"/api/v1/incidents/{Id}/report"] = report;
        return _engine.StartAsync("", _shell);
    }

    private async Task<string> OnTerminalAsync(string command)
    {
        var result = await _shell.RunAsync($"script -qec '{command}' /dev/null");
        Assert.True(result.IsSuccess, result.StandardOutput);
        return result.StandardOutput;
    }

    private static string Unstyled(string shown) => Style().Replace(shown.ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"\e(\[[0-9;?]*[a-zA-Z]|[=>])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Style();
}
