using System.Text;

namespace DevFlow.Cli.Tests;

/// <summary>Marked values go in by every file and variable; everything that comes out without --reveal is searched for them.</summary>
public sealed class CanaryTests : IDisposable
{
    // Each value holds this word, so that a piece of one is found too.
    private const string Mark = "canary";

    private static readonly string[] _commands =
    [
        "init", "verify", "list", "audit verify", "audit tail",
        .. ((string[])["JWT_SECRET", "DATABASE_URL", "QDRANT_API_KEY", "BROKEN"]).SelectMany(key => (string[])[$"get {key}", $"explain {key}"]),
    ];

    private readonly Clone _clone = new();

    [Theory]
    [InlineData("local")]
    [InlineData("onprem")]
    [InlineData("canary-in-the-mode-0815")]
    public async Task No_command_prints_a_value_without_reveal(string mode)
    {
        // Well-formed, malformed, too short, a placeholder, in a broken line, with all that JSON, URLs and shells escape.
        _clone.Write(".env", $"""
            DEVFLOW_MODE={mode}
            JWT_SECRET='canary-jwt-"<&>\0815'
            DATABASE_URL=postgresql://devflow:canary-pass-4711@localhost:canary-port-4711/devflow
            AOSENTRY_API_KEY=your-canary-placeholder-1234
            QDRANT_API_KEY=op://canary-vault-9876
            SESSION_SECRET=canary5
            SECRET_ENCRYPTION_KEY=canary-key/+5678
            LOG_LEVEL=canary-level-6543
            MCP_GATEWAY_PORT=canary-port-2468
            canary-no-equals-1357
            BROKEN="canary-broken-9753
            """);
        var shell = new Shell(_clone.Folder);
        shell.Set("OP_CONNECT_TOKEN", "canary-token-3690");
        shell.Set("GITHUB_CLIENT_SECRET", "canary-shell-1470");

        // Most of their time is the waiting for a 1Password that is not there.
        await Parallel.ForEachAsync(
            _commands.SelectMany(command => (string[])[command, $"{command} --json"]),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (command, _) => AssertSilent(command, await shell.RunAsync($"devflow {command} 2>&1")));
    }

    [Theory]
    [InlineData("devflow get JWT_SECRET --reveal")]
    [InlineData("devflow get JWT_SECRET --reveal --json")]
    [InlineData("devflow get JWT_SECRET --reveal | base64")]
    [InlineData("devflow get JWT_SECRET --reveal | sed s/^/1/ | base64")]
    [InlineData("devflow get JWT_SECRET --reveal | sed s/^/12/ | base64")]
    public async Task The_search_would_find_a_value_that_leaks(string command)
    {
        _clone.Write(".env", """JWT_SECRET='canary-jwt-"<&>\0815'""");

        var result = await new Shell(_clone.Folder).RunAsync(command);

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertSilent(command, result));
    }

    public void Dispose() => _clone.Dispose();

    private static void AssertSilent(string command, CliWrap.Buffered.BufferedCommandResult result)
    {
        foreach (var form in FormsOf(Mark))
        {
            Assert.False(
                result.StandardOutput.Contains(form, StringComparison.Ordinal),
                $"devflow {command} prints a value:\n{result.StandardOutput}");
        }
    }

    /// <summary>
    /// A value may leave as it is, escaped for JSON or for a URL, which keep the letters of its mark, or in base64, which looks
    /// different at each offset.
    /// </summary>
    internal static IEnumerable<string> FormsOf(string mark) => [mark, .. Enumerable.Range(0, 3).Select(offset => Base64At(mark, offset))];

    // The characters at the ends depend on the neighbours too.
    private static string Base64At(string mark, int offset) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + mark)).TrimEnd('=')[(offset == 0 ? 0 : offset + 1)..^1];
}
