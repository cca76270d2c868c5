using CliWrap.Buffered;

namespace DevFlow.Cli.Tests.Running;

/// <summary>What a program prints and reads while devflow runs it, in a pipe.</summary>
public sealed class RunTests : IDisposable
{
    private const string Secret = "canary/+secret \"0815\" & more";

    private readonly Clone _clone = new();
    private readonly Shell _shell;

    public RunTests()
    {
        _shell = new(_clone.Folder);
        _clone.Write(".env", $"JWT_SECRET='{Secret}'\n");
    }

    [Fact]
    public async Task A_secret_is_masked_wherever_the_pieces_break()
    {
        // Byte by byte: it breaks at every position, in each of its forms.
        _clone.Write("text", $"<{Secret}><{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret))}><{Uri.EscapeDataString(Secret)}>\n");

        var result = await _shell.RunAsync("devflow run -- dd if=text bs=1 status=none");

        Assert.Equal("<***><***><***>\n", result.StandardOutput);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_go_through_unchanged()
    {
        var result = await _shell.RunAsync(
            "head -c 3000000 /dev/urandom > bytes; devflow run -- cat bytes > copy; devflow run -- sh -c 'cat bytes >&2' 2> other; cmp bytes copy && cmp bytes other && echo same");

        Assert.Equal("same\n", result.StandardOutput);
    }

    [Fact]
    public async Task A_program_that_prints_nothing_prints_nothing() =>
        AssertSaid("0\n0\n", await _shell.RunAsync("devflow run -- true | wc -c; devflow run -- true 2>&1 | wc -c"));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_short_secret_is_not_masked_and_that_is_said(int length)
    {
        _clone.Write(".env", $"JWT_SECRET={new string('x', length)}\nSESSION_SECRET=long-enough-0123\n");

        var result = await _shell.RunAsync("""devflow run -- sh -c 'echo "$JWT_SECRET $SESSION_SECRET"'""");

        Assert.Equal($"{new string('x', length)} ***\n", result.StandardOutput);
        Assert.Contains("warning: not masked, as it would mask too much: JWT_SECRET (fewer", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_64_KiB_is_masked()
    {
        _clone.Write(".env", $"JWT_SECRET={new string('k', 30)}{new string('v', 65_506)}\n");

        var result = await _shell.RunAsync("""devflow run -- sh -c 'printf "<%s>" "$JWT_SECRET"; printf "<%s>" "$JWT_SECRET" >&2'""");

        Assert.Equal(("<***>", "<***>"), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task A_secret_with_newlines_is_masked_as_a_whole_and_line_by_line()
    {
        _clone.Write(".env", "JWT_SECRET=\"first-line-of-the-secret\nsecond-line-of-the-secret\"\n");

        var result = await _shell.RunAsync("""devflow run -- sh -c 'printf "<%s>\n" "$JWT_SECRET"; printf "%s" "$JWT_SECRET" | tail -n 1'""");

        Assert.Equal("<***>\n***", result.StandardOutput);
    }

    [Fact]
    public async Task Standard_input_is_the_program_s() =>
        AssertSaid("typed by the user\n", await _shell.RunAsync("echo typed by the user | devflow run -- cat | cat"));

    [Fact]
    public async Task Two_streams_stay_two()
    {
        var result = await _shell.RunAsync("""devflow run -- sh -c 'echo "out $JWT_SECRET"; echo "error $JWT_SECRET" >&2'""");

        Assert.Equal(("out ***\n", "error ***\n"), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_is_not_held_up_by_the_other() =>
        AssertSaid("fine\n", await _shell.RunAsync("devflow run -- sh -c 'head -c 1000000 /dev/zero >&2; echo fine' 2>/dev/null | cat"));

    [Fact]
    public async Task A_program_that_closes_its_output_lives_on() =>
        AssertSaid("lived\n", await _shell.RunAsync("devflow run -- sh -c 'exec >&- ; echo lived > mark; exit 3' | cat; cat mark"));

    [Theory]
    [InlineData("")]
    [InlineData("--no-masking")]
    public async Task A_reader_that_goes_away_ends_the_program_as_it_would_without_devflow(string option)
    {
        var result = await _shell.RunAsync($$"""{ devflow run {{option}} -- yes; echo "code $?" >&2; } | head -n 1""");

        Assert.Equal(("y\n", "code 141\n"), (result.StandardOutput, result.StandardError));
    }

    [Fact]
    public async Task A_disk_that_is_full_is_told_and_is_no_success()
    {
        var result = await _shell.RunAsync("devflow run -- echo text > /dev/full");

        Assert.Equal("devflow: error: what the program printed could not be written: No space left on device\n", result.StandardError);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_process_that_the_program_leaves_behind_is_heard_to_its_end() => AssertSaid(
        "first\nlate ***\ncode 4\n",
        await _shell.RunAsync("""{ devflow run -- sh -c '(sleep 2; echo "late $JWT_SECRET") & echo first; exit 4'; echo "code $?"; } | cat"""));

    [Fact]
    public async Task An_inherited_variable_whose_name_says_secret_is_masked_and_a_place_is_not()
    {
        _shell.Set("MY_TOKEN", "inherited-0815");
        _shell.Set("SSH_AUTH_SOCK", "/tmp");
        _shell.Set("CI_PROXY", "http://me:password-0815@proxy");
        _shell.Set("PIN", "1234");

        AssertSaid("*** /tmp http://me:***@proxy\n", await _shell.RunAsync("""devflow run -- sh -c 'echo "$MY_TOKEN $SSH_AUTH_SOCK $CI_PROXY"'"""));
    }

    [Fact]
    public async Task Nothing_to_mask_costs_no_process()
    {
        _clone.Write(".env", "GREETING=hello there\n");

        // The shell that prints its own number and the shell that devflow was started from are one process apart.
        AssertSaid("same\n", await _shell.RunAsync("""sh -c 'echo $$ > number; exec devflow run -- sh -c "echo \$\$ > other"'; cmp number other && echo same"""));
    }

    public void Dispose() => _clone.Dispose();

    private static void AssertSaid(string expected, BufferedCommandResult result) => Assert.Equal((expected, ""), (result.StandardOutput, result.StandardError));
}
