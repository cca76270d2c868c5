namespace DevFlow.Cli.Tests.Running;

/// <summary>Signals that are sent to devflow alone: its program gets them.</summary>
public sealed class RunSignalTests : IDisposable
{
    // A program that says when it is ready, and of which signals it hears; its sleep holds no stream of it.
    private const string Program = """
        trap 'echo heard; echo heard > heard; [ "$1" = stays ] || { kill $!; exit 5; }' "$2"
        trap 'echo second; kill $!; exit 6' USR2
        sleep 60 >/dev/null 2>&1 &
        echo ready > ready
        while :; do wait $!; done
        """;

    private readonly Clone _clone = new();
    private readonly Shell _shell;

    public RunSignalTests()
    {
        _shell = new(_clone.Folder);
        _clone.Write(".env", "JWT_SECRET=canary-secret-0815\n");
        _clone.Write("program", Program);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("USR1")]
    [InlineData("WINCH")]
    public async Task A_signal_reaches_a_program_that_is_masked(string signal)
    {
        var result = await _shell.RunAsync(Background("", $"leaves {signal}", $"kill -{signal} $devflow; wait $devflow; echo code $?"));

        Assert.Equal(("heard\ncode 5\n", ""), (result.StandardOutput, result.StandardError));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_reaches_a_program_that_is_not_masked(string signal) => Assert.Equal(
        "heard\ncode 5\n",
        (await _shell.RunAsync(Background("--no-masking", $"leaves {signal}", $"kill -{signal} $devflow; wait $devflow; echo code $?"))).StandardOutput);

    [Fact]
    public async Task A_program_that_ignores_SIGTERM_is_waited_for()
    {
        // Nobody is killed behind its back: it hears SIGTERM twice, and ends by another signal when it likes.
        var result = await _shell.RunAsync(Background(
            "", "stays TERM",
            """
            for time in 1 2; do
              rm -f heard; kill -TERM $devflow
              until [ -s heard ]; do sleep 0.01; done
            done
            kill -0 $devflow && echo lives
            kill -USR2 $devflow; wait $devflow; echo code $?
            """));

        Assert.Equal("heard\nheard\nlives\nsecond\ncode 6\n", string.Concat(result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .OrderBy(line => Array.IndexOf(["heard", "lives", "second"], line) is >= 0 and var at ? at : 9).Select(line => line + "\n")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_waiting_for_what_a_program_left_behind(string signal)
    {
        // The program is gone when its number belongs to nobody.
        var result = await _shell.RunAsync($$"""
            env --default-signal devflow run -- sh -c 'sleep 300 & echo $! > left; echo printed; echo $$ > ready; exit 4' > out & devflow=$!
            until [ -s ready ] && ! kill -0 $(cat ready) 2>/dev/null; do sleep 0.01; done
            kill -{{signal}} $devflow; wait $devflow; echo code $?; kill $(cat left) && cat out
            """);

        Assert.Equal(("code 4\nprinted\n", ""), (result.StandardOutput, result.StandardError));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("KILL", 137)]
    public async Task A_program_that_dies_of_a_signal_gives_128_and_its_number(string signal, int code) =>
        Assert.Equal(code, (await _shell.RunAsync($"devflow run -- sh -c 'kill -{signal} $$' | cat; devflow run -- sh -c 'kill -{signal} $$'")).ExitCode);

    [Fact]
    public async Task A_program_has_no_signal_ignored()
    {
        var masked = await _shell.RunAsync("env --default-signal devflow run -- grep SigIgn /proc/self/status");
        var unmasked = await _shell.RunAsync("env --default-signal devflow run --no-masking -- grep SigIgn /proc/self/status");

        // Above the 31 that have names the C library keeps some for itself.
        Assert.All((string[])[masked.StandardOutput, unmasked.StandardOutput], line => Assert.EndsWith("0000000\n", line.Replace("80000000\n", "00000000\n", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    public void Dispose() => _clone.Dispose();

    // A shell has what it starts in the background ignore SIGINT and SIGQUIT; env undoes that.
    private static string Background(string option, string arguments, string then) =>
        $"env --default-signal devflow run {option} -- sh program {arguments} & devflow=$!\nuntil [ -s ready ]; do sleep 0.01; done\n{then}";
}
