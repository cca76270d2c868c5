using System.Text;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Tests.Commands;

[Collection(PlatformCollection.Name)]
public sealed class CommandToolsTests(SharedPlatform platform) : IDisposable
{
    private string FilePath => Path.Combine(platform.Engine.Folder, "config", "agent-commands.yaml");

    private static string Value => SharedPlatform.Canaries["AOSENTRY_API_KEY"];

    public void Dispose() => File.Delete(FilePath);

    [Fact]
    public async Task A_command_has_its_secret_and_what_it_prints_of_it_comes_out_masked()
    {
        Write("""
            commands:
              - name: tell-all
                description: Says what it knows
                argv: [sh, -c, 'printf "%s" "$AOSENTRY_API_KEY"; echo; printf "%s" "$AOSENTRY_API_KEY" | base64; printf "%s" "$AOSENTRY_API_KEY" | wc -c; echo "${SESSION_SECRET:-none} ${ConnectionStrings__service_key:-none}" >&2; exit 3']
                secrets: [AOSENTRY_API_KEY]
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        var outcome = await client.AnswerAsync("run_with_secrets", ("command", "tell-all"));

        Assert.Equal(3, outcome.GetProperty("exitCode").GetInt32());
        Assert.Equal($"***\n***\n{Value.Length}\n", Squeeze(outcome.Text("output")));
        Assert.Equal("none none\n", outcome.Text("error"));
        Assert.DoesNotContain(Value, outcome.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value))[..20], outcome.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        Write("""
            commands:
              - { name: sleepy, argv: [sh, -c, 'sleep 600 & echo $!; sleep 600'], timeoutSeconds: 1 }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        var outcome = await client.AnswerAsync("run_with_secrets", ("command", "sleepy"));

        Assert.True(outcome.GetProperty("timedOut").GetBoolean());
        Assert.False(outcome.TryGetProperty("exitCode", out _));
        while (Directory.Exists($"/proc/{outcome.Text("output").Trim()}") && !(await StateAsync(outcome.Text("output").Trim())).Contains("Z (zombie)", StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_printed_beyond_the_limit_is_not_kept()
    {
        Write("""
            commands:
              - { name: chatty, argv: [sh, -c, 'head -c 200000 /dev/zero | tr "\\0" x'], outputBytes: 1024 }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        var outcome = await client.AnswerAsync("run_with_secrets", ("command", "chatty"));

        Assert.Equal((0, 1024, true), (outcome.GetProperty("exitCode").GetInt32(), outcome.Text("output").Length, outcome.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task Progress_is_told_while_it_runs()
    {
        Write("""
            commands:
              - { name: slow, argv: [sleep, '2.5'] }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        var said = new List<string?>();

        await client.CallToolAsync(
            "run_with_secrets", new Dictionary<string, object?>(StringComparer.Ordinal) { ["command"] = "slow" }, new SyncProgress(said), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("slow runs", said);
    }

    [Fact]
    public async Task Who_names_no_command_that_is_allowed_is_told_which_are()
    {
        Write("""
            commands:
              - { name: one, description: Does one thing, argv: ['true'] }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        foreach (var made in (string[])["rm", "one; rm -rf /", "/bin/sh"])
            Assert.Contains("one (Does one thing)", await client.ProblemAsync("run_with_secrets", ("command", made)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_run_what_is_for_members_alone()
    {
        Write("""
            commands:
              - { name: for-admins, argv: ['true'] }
              - { name: for-all, argv: ['true'], members: true }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        Assert.Contains("for administrators", await client.ProblemAsync("run_with_secrets", ("command", "for-admins")), StringComparison.Ordinal);
        Assert.Equal(0, (await client.AnswerAsync("run_with_secrets", ("command", "for-all"))).GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Without_the_file_nothing_is_run_and_with_a_fault_in_it_all_of_them_are_named()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        Assert.Contains("there is no config/agent-commands.yaml", await client.ProblemAsync("run_with_secrets", ("command", "x")), StringComparison.Ordinal);

        Write("""
            commands:
              - { name: Bad Name, argv: ['true'] }
              - { name: empty }
              - { name: twice, argv: ['true'], secrets: [NO_SUCH_KEY], timeoutSeconds: 0 }
              - { name: twice, argv: ['true'], outputBytes: 1 }
            """);
        var problem = await client.ProblemAsync("run_with_secrets", ("command", "twice"));
        foreach (var part in (string[])["'Bad Name' is no name", "empty: argv", "no NO_SUCH_KEY", "timeoutSeconds is 1", "outputBytes is", "twice stands there twice"])
            Assert.Contains(part, problem, StringComparison.Ordinal);

        Write("""
            commands:
              -
              - name:
                argv: ['true']
              - name: none
                argv: ['true']
                secrets:
              - name: gap
                argv: ['true']
                secrets: [JWT_SECRET, ]
              - name: line
                argv: ['true']
                secrets:
                  -
            """);
        problem = await client.ProblemAsync("run_with_secrets", ("command", "twice"));
        foreach (var part in (string[])["entry 1 is empty", "entry 2 has no name", "none: secrets is empty", "line: secrets is empty"])
            Assert.Contains(part, problem, StringComparison.Ordinal);

        Write("""
            commands:
              - { name: one, shell: true }
            """);
        Assert.Contains("line 2", await client.ProblemAsync("run_with_secrets", ("command", "one")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_a_secret_that_is_missing_is_said()
    {
        Write("""
            commands:
              - { name: gone, argv: [no-such-program-anywhere] }
              - { name: lacks, argv: ['true'], secrets: [ATLASSIAN_CLIENT_SECRET] }
            """);
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        Assert.Contains("gone cannot be started", await client.ProblemAsync("run_with_secrets", ("command", "gone")), StringComparison.Ordinal);
        Assert.Contains("ATLASSIAN_CLIENT_SECRET", await client.ProblemAsync("run_with_secrets", ("command", "lacks")), StringComparison.Ordinal);
    }

    // Whose parent has gone may wait for somebody to ask for its exit code.
    private static async Task<string> StateAsync(string process)
    {
        try
        {
            return await File.ReadAllTextAsync($"/proc/{process}/status", TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return "Z (zombie)";
        }
    }

    private void Write(string yaml) => File.WriteAllText(FilePath, yaml);

    // base64 leaves six bits of a value's ends standing where it does not end with a group of three.
    private static string Squeeze(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\S*\*\*\*\S*", "***", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private sealed class SyncProgress(List<string?> said) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => said.Add(value.Message);
    }
}
