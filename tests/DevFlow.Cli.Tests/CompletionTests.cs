namespace DevFlow.Cli.Tests;

/// <summary>Each shell is told, and asked, as when somebody presses the tabulator.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly Clone _clone = new();

    public static MatrixTheoryData<string, (string Line, string Expected)> Cases { get; } = new(
        ["bash", "zsh", "fish"],
        [
            ("devflow ge", "get"), ("devflow get JWT", "JWT_SECRET"), ("devflow get --rev", "--reveal"), ("devflow audit v", "verify"),
            ("devflow completion f", "fish"), ("devflow get OF_DOTENV", "OF_DOTENV_ALONE"),
        ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_shell_completes(string name, (string Line, string Expected) typed)
    {
        var shell = new Shell(_clone.Folder);
        Assert.SkipUnless((await shell.RunAsync($"command -v {name}")).ExitCode == 0, $"{name} is not on this machine");
        _clone.Write(".env", "OF_DOTENV_ALONE=value-0123456789\n");

        var result = await shell.RunAsync(PressTab(name, typed.Line));

        Assert.True(result.StandardOutput.Split('\n').Contains(typed.Expected), $"{result.StandardOutput}{result.StandardError}");
    }

    [Fact]
    public async Task Options_are_offered_to_whoever_begins_one_and_what_nobody_types_to_nobody()
    {
        var shell = new Shell(_clone.Folder);

        Assert.DoesNotContain("\n-", (await shell.RunAsync("devflow __complete 8 'devflow '")).StandardOutput, StringComparison.Ordinal);
        Assert.Equal("", (await shell.RunAsync("devflow __complete 10 'devflow __'")).StandardOutput);
    }

    public void Dispose() => _clone.Dispose();

    // Zsh asks from within its editor only; what that gives to the script and takes from it is played here.
    private static string PressTab(string shell, string line) => shell switch
    {
        "bash" => $"bash -c 'eval \"$(devflow completion bash)\"; COMP_LINE=\"{line}\" COMP_POINT={line.Length}; _devflow; printf \"%s\\n\" \"${{COMPREPLY[@]}}\"'",
        "zsh" => $"zsh -fc 'compdef() {{ :; }}; compadd() {{ print -l -- $answers; }}; eval \"$(devflow completion zsh)\"; BUFFER=\"{line}\" CURSOR={line.Length}; _devflow'",
        _ => $"fish --no-config -c 'devflow completion fish | source; complete -C \"{line}\"'",
    };
}
