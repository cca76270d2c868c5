using CliWrap.Buffered;

namespace DevFlow.Cli.Tests;

/// <summary>What only shows on a terminal, which script(1) provides.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly Clone _clone = new();

    [Fact]
    public async Task A_terminal_is_coloured()
    {
        var result = await OnTerminalAsync("devflow verify");

        Assert.Matches(@"\e\[[0-9;]+merror", result.StandardOutput);
        Assert.Contains("\e[1m.env", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_wants_no_colours_gets_none()
    {
        var result = await OnTerminalAsync("NO_COLOR=1 devflow verify");

        Assert.Contains("DATABASE_URL is required", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\e\[[0-9;]*(3|4|9)[0-9][0-9;]*m", result.StandardOutput);
    }

    [Fact]
    public async Task A_dumb_terminal_gets_plain_text()
    {
        var result = await OnTerminalAsync("TERM=dumb devflow verify");

        Assert.DoesNotContain('\e', result.StandardOutput);
    }

    [Fact]
    public async Task A_narrow_terminal_goes_without_references()
    {
        var result = await OnTerminalAsync("stty cols 100; devflow list");

        Assert.Contains("SOURCE", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("REFERENCE", result.StandardOutput, StringComparison.Ordinal);
        Assert.All(result.StandardOutput.Split('\n'), line => Assert.True(line.Length < 140));
    }

    public void Dispose() => _clone.Dispose();

    private Task<BufferedCommandResult> OnTerminalAsync(string command)
    {
        var shell = new Shell(_clone.Folder);
        shell.Set("TERM", "xterm-256color");
        return shell.RunAsync($"script -qec '{command}' /dev/null");
    }
}
