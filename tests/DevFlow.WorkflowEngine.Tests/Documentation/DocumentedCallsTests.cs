using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DevFlow.WorkflowEngine.Tests.Documentation;

/// <summary>docs/api.md as somebody types it, call by call, at a new platform.</summary>
public sealed partial class DocumentedCallsTests(EngineServer server)
{
    private const string Code = "one-time-code-0123456789012345678901234567_";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_the_document_is_answered_as_it_says()
    {
        await using var engine = await Engine.StartAsync(server, """
            GITHUB_WEBHOOK_SECRET=webhook-secret-0123456789
            GITHUB_CLIENT_ID=client-of-a-document
            GITHUB_CLIENT_SECRET=client-secret-of-a-document
            GITHUB_REDIRECT_URI=http://localhost:3737/oauth/github/callback
            ATLASSIAN_REDIRECT_URI=http://localhost:3737/oauth/atlassian/callback
            """, ("SIGN_IN_CODE", Code));
        var shell = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["API"] = engine.Address.ToString().TrimEnd('/'),
            ["JSON"] = "Content-Type: application/json",
            ["CODE"] = Code,
            ["GITHUB_WEBHOOK_SECRET"] = "webhook-secret-0123456789",
        };
        var calls = DocumentedCall.Read(await File.ReadAllTextAsync(Path.Combine(Engine.Repository, "docs", "api.md"), Cancel));
        var wrong = new List<string>();

        foreach (var call in calls)
        {
            if (Assignment().Match(call.Command) is { Success: true } assignment)
            {
                shell[assignment.Groups["name"].Value] = assignment.Groups["value"].Value;
                continue;
            }

            var (status, body) = await AskAsync(call, shell);
            if (!call.IsAnsweredBy(status, body))
                wrong.Add($"docs/api.md:{call.Line}: {call.Command}\n{status}\n{body}");
            Remember(shell, body);
        }

        Assert.InRange(calls.Count, 40, 200);
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>What is asked for without changing anything is asked for until it is so: a rotation goes on by itself, an audit record is on its way.</summary>
    private static async Task<(string Status, string Body)> AskAsync(DocumentedCall call, Dictionary<string, string> shell)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var output = await RunAsync(call.Command, shell);
            var end = output.LastIndexOf('\n');
            var (status, body) = (output[(end + 1)..], output[..end]);
            if (call.IsAnsweredBy(status, body) || call.Command.Contains(" -X ", StringComparison.Ordinal) || patience.Elapsed > TimeSpan.FromSeconds(30))
                return (status, body);
            await Task.Delay(100, Cancel);
        }
    }

    // The document says "$TOKEN", "$ID" and "$AUTH" where somebody would paste what the answers before gave.
    private static void Remember(Dictionary<string, string> shell, string body)
    {
        foreach (var (name, form) in (ReadOnlySpan<(string, Regex)>)[("TOKEN", Token()), ("DEVFLOW_API_KEY", Key()), ("ID", Id())])
        {
            if (form.Match(body) is { Success: true } found)
                shell[name] = found.Groups["it"].Value;
        }

        if (shell.TryGetValue("DEVFLOW_API_KEY", out var key))
            shell["AUTH"] = $"Authorization: Bearer {key}";
    }

    private static async Task<string> RunAsync(string command, Dictionary<string, string> shell)
    {
        var start = new ProcessStartInfo("bash", ["-c", "curl() { command curl -sS -w '\\n%{http_code}' \"$@\"; }; " + command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in shell)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode == 0 ? output : $"{await error}\nexit {process.ExitCode}";
    }

    [GeneratedRegex("^(?<name>[A-Z]+)='(?<value>[^']*)'$", RegexOptions.NonBacktracking)]
    private static partial Regex Assignment();

    [GeneratedRegex("\"token\":\"(?<it>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("\"key\":\"(?<it>dfk_[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("\"id\":\"(?<it>[0-9a-f-]{36})\"", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
