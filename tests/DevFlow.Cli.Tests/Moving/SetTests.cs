namespace DevFlow.Cli.Tests.Moving;

public sealed class SetTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Keys_that_are_set_at_once_are_all_there()
    {
        _clone.Write(".env", "# mine\n");

        var result = await new Shell(_clone.Folder).RunAsync(
            "for n in 1 2 3 4 5 6 7 8; do (echo \"value $n\" | devflow set KEY_$n || echo \"KEY_$n failed\") & done; wait");

        Assert.DoesNotContain("failed", result.StandardOutput, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_clone.Folder, ".env"), TestContext.Current.CancellationToken);
        Assert.Equal("# mine", lines[0]);
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"KEY_{n}='value {n}'"), lines.Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_edit_that_is_made_while_a_key_is_being_set_is_not_lost()
    {
        _clone.Write(".env", "A=1\n");
        var shell = new Shell(_clone.Folder);

        // The command runs and waits for the value; the file is edited before it comes.
        var result = await shell.RunAsync("mkfifo value; (devflow set B --file value; echo \"exit $?\") & echo EDITED=yes >>.env; sed -i s/A=1/A=2/ .env; echo b >value; wait");

        Assert.Contains("exit 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("A=2\nEDITED=yes\nB=b\n", await File.ReadAllTextAsync(Path.Combine(_clone.Folder, ".env"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("typed-0815", "typed-0815", "JWT_SECRET=typed-0815\n")]
    [InlineData("typed-0815", "typed-4711", null)]
    [InlineData("typed-x\u007f0815", "typed-0815", "JWT_SECRET=typed-0815\n")]
    [InlineData("wrong\u0015typed-0815", "typed-0815", "JWT_SECRET=typed-0815\n")]
    public async Task A_terminal_is_asked_twice_and_shows_nothing_of_what_is_typed(string first, string second, string? file)
    {
        await File.WriteAllTextAsync(Path.Combine(_clone.Folder, "keys"), $"{first}\n{second}\n", TestContext.Current.CancellationToken);
        var shell = new Shell(_clone.Folder);

        // What is typed comes only once it is asked for: until then the terminal echoes.
        var result = await shell.RunAsync("""
            mkfifo typing; exec 3<>typing
            script -qefc 'devflow set JWT_SECRET' shown <typing >/dev/null & child=$!
            await() { n=0; until grep -q "$1" shown 2>/dev/null || [ $n -ge 600 ]; do n=$((n+1)); sleep 0.1; done; }
            await 'value of JWT_SECRET'; sed -n 1p keys >&3
            await 'once more'; sed -n 2p keys >&3
            wait $child; echo "exit $?"; cat shown
            """);

        Assert.DoesNotContain("0815", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(file is null ? "exit 2" : "exit 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(file is null ? "the two are not the same" : "JWT_SECRET is set in .env", result.StandardOutput, StringComparison.Ordinal);
        var path = Path.Combine(_clone.Folder, ".env");
        Assert.Equal(file, File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : null);
    }

    [Theory]
    [InlineData("devflow set JWT_SECRET", "value of JWT_SECRET", @"typed-0815\003", "exit 130")]
    [InlineData("devflow set JWT_SECRET", "value of JWT_SECRET", @"\004", "exit 130")]
    [InlineData("devflow set JWT_SECRET", "value of JWT_SECRET", @"typed-\0330815\n", "exit 2")]
    [InlineData("devflow set JWT_SECRET", "value of JWT_SECRET", @"typed-0815\004\n", "exit 2")]
    [InlineData("devflow set JWT_SECRET", "value of JWT_SECRET", @"typed-0815\027\n", "exit 2")]
    [InlineData("devflow migrate --from env --to 1password", "[y/N]", @"\003", "exit 130")]
    public async Task Whoever_lets_go_of_a_question_has_changed_nothing_and_sees_again_what_is_typed(string command, string question, string typed, string exit)
    {
        await using var connect = new Connect();
        _clone.Write(".env", "SESSION_SECRET=one\n");
        _clone.Write("dialogue", $"trap : INT\n{command}\necho \"exit $?\"\nstty -a | grep -o -- '-*echo '\n");
        var shell = new Shell(_clone.Folder);
        await connect.StartAsync("vaults: [{ name: DevFlow }]", shell);

        var result = await shell.RunAsync($$"""
            mkfifo typing; exec 3<>typing
            env --default-signal script -qefc 'sh dialogue' shown <typing >/dev/null & child=$!
            n=0; until grep -qF '{{question}}' shown 2>/dev/null || [ $n -ge 600 ]; do n=$((n+1)); sleep 0.1; done
            printf '{{typed}}' >&3
            n=0; until grep -q '^exit' shown || [ $n -ge 300 ]; do n=$((n+1)); sleep 0.1; done
            wait $child; cat shown
            """);

        Assert.Contains($"{exit}\r\necho \r\n", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("0815", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("SESSION_SECRET=one\n", await File.ReadAllTextAsync(Path.Combine(_clone.Folder, ".env"), TestContext.Current.CancellationToken));
        Assert.Null(connect.Server.FindItem("DevFlow", "Security"));
    }

    [Fact]
    public async Task A_value_stands_in_no_process_s_arguments_while_it_is_set()
    {
        _clone.Write("value", "canary-0815-value");
        var shell = new Shell(_clone.Folder);

        // The pipe is held open, with the value already in it, until the command has been seen.
        var result = await shell.RunAsync("""
            mkfifo pipe; devflow set JWT_SECRET <pipe & child=$!
            exec 3>pipe; cat value >&3
            n=0; until grep -q 'devflow.*JWT_SECRET' seen 2>/dev/null || [ $n -ge 600 ]; do
                n=$((n+1)); for p in /proc/[0-9]*/cmdline; do tr '\0' ' ' <$p; echo; done >>seen 2>/dev/null; sleep 0.1; done
            exec 3>&-; wait $child; echo "exit $?"; cat seen
            """);

        Assert.Contains("devflow set JWT_SECRET", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("exit 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-0815", result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        Assert.True(File.Exists($"/proc/{Environment.ProcessId}/cmdline"), "without /proc this test would see nothing");
    }
}
