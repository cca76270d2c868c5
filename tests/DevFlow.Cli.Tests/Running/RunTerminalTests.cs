using CliWrap.Buffered;

namespace DevFlow.Cli.Tests.Running;

/// <summary>A program on a terminal, which script(1) provides.</summary>
public sealed class RunTerminalTests : IDisposable
{
    private readonly Clone _clone = new();

    public RunTerminalTests() => _clone.Write(".env", "JWT_SECRET=canary-secret-0815\n");

    [Fact]
    public async Task A_terminal_stays_a_terminal()
    {
        _clone.Write("colours", "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && printf '\\033[31mred\\033[0m\\n'; stty size\n");

        var result = await OnTerminalAsync("stty rows 33 cols 77; devflow run -- sh colours");

        Assert.Contains("\e[31mred\e[0m", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("33 77", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_else_is_sent_to_the_terminal() =>
        Assert.Equal("only this\r\n", (await OnTerminalAsync("devflow run -- echo only this")).StandardOutput);

    [Fact]
    public async Task A_prompt_shows_before_it_is_answered()
    {
        // The output is a pipe, and so is masked; the answer is given when the prompt has come through.
        var result = await new Shell(_clone.Folder).RunAsync("""
            mkfifo answer
            exec 3<> answer
            devflow run -- sh -c 'printf "password for canary: "; read answer; echo "got $answer"' < answer > shown & devflow=$!
            until grep -q 'canary: ' shown; do sleep 0.01; done
            echo yes >&3; wait $devflow; cat shown
            """);

        Assert.Equal("password for canary: got yes\n", result.StandardOutput);
    }

    [Fact]
    public async Task What_begins_like_a_secret_shows_too()
    {
        // "can" is a prompt here, and the beginning of the secret.
        var result = await new Shell(_clone.Folder).RunAsync("""
            mkfifo answer
            exec 3<> answer
            devflow run -- sh -c 'printf "can"; read answer; echo "ary $answer"' < answer > shown & devflow=$!
            until grep -q 'can' shown; do sleep 0.01; done
            echo yes >&3; wait $devflow; cat shown
            """);

        Assert.Equal("canary yes\n", result.StandardOutput);
    }

    [Fact]
    public async Task A_masked_program_reads_from_the_terminal_and_keeps_the_stream_that_is_one()
    {
        var result = await OnTerminalAsync("echo typed | devflow run -- sh -c \"[ -t 2 ] && echo terminal; [ -t 1 ] || echo pipe; cat\" | cat");

        Assert.Equal("terminal\r\npipe\r\ntyped\r\n", result.StandardOutput);
    }

    [Theory]
    [InlineData("devflow run -- sh program")]
    [InlineData("devflow run -- sh program | cat")]
    public async Task Control_C_is_heard_once(string command)
    {
        _clone.Write("program", """
            trap 'echo x >> heard' INT
            trap 'kill $!; exit 5' TERM
            sleep 60 >/dev/null 2>&1 &
            echo $$ > ready
            while :; do wait $!; done
            """);

        // Typed when the program is ready; SIGTERM comes after it, and a second SIGINT would have come by then.
        var result = await new Shell(_clone.Folder).RunAsync($$"""
            mkfifo keys
            env --default-signal script -qec '{{command}}' /dev/null < keys > shown & terminal=$!
            exec 3> keys
            until [ -s ready ]; do sleep 0.01; done
            printf '\003' >&3
            until [ -s heard ]; do sleep 0.01; done
            sleep 0.3; kill -TERM $(cat ready); wait $terminal; wc -l < heard
            """);

        Assert.Equal("1", result.StandardOutput.Trim());
    }

    public void Dispose() => _clone.Dispose();

    private Task<BufferedCommandResult> OnTerminalAsync(string command)
    {
        var shell = new Shell(_clone.Folder);
        shell.Set("TERM", "xterm-256color");
        return shell.RunAsync($"script -qec '{command}' /dev/null");
    }
}
