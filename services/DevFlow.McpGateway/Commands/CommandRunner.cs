using System.ComponentModel;
using System.Diagnostics;
using DevFlow.Secrets;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Commands;

/// <summary>Runs a command with its secrets in its environment, and keeps what it prints, masked.</summary>
internal sealed class CommandRunner(SecretsWorkspace workspace, SecretScrubber scrubber, TimeProvider time)
{
    // A grandchild may hold the pipes open when the program has ended.
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(2);

    // Nothing else of this service's environment, where credentials of its own stand.
    private static readonly string[] _inherited = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SystemRoot"];

    /// <exception cref="McpException">It cannot be started, or a secret cannot be had or masked.</exception>
    public async Task<CommandOutcome> RunAsync(AgentCommand command, CancellationToken cancellationToken)
    {
        var variables = await VariablesAsync(command, cancellationToken);
        using var output = new BoundedOutput(command.OutputBytes);
        using var error = new BoundedOutput(command.OutputBytes);
        using var process = Start(command, variables);
        var mask = new SecretStreamMask(variables.SelectMany(variable => Masked(variable.Key, variable.Value)), time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copying = Task.WhenAll(
            mask.CopyAsync(process.StandardOutput.BaseStream, output, reading.Token), mask.CopyAsync(process.StandardError.BaseStream, error, reading.Token));
        var timedOut = !await EndsAsync(process, TimeSpan.FromSeconds(command.TimeoutSeconds), cancellationToken);
        reading.CancelAfter(_lastWords);
        await copying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new(
            command.Name, timedOut ? null : process.ExitCode, timedOut, scrubber.Scrub(output.Text), scrubber.Scrub(error.Text), output.IsTruncated || error.IsTruncated);
    }

    private async Task<Dictionary<string, string>> VariablesAsync(AgentCommand command, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (var key in command.Secrets)
        {
            try
            {
                var value = (await workspace.Resolver.GetAsync(key, cancellationToken: cancellationToken)).Reveal();
                if (IsSecret(key) && !SecretScrubber.CanMask(value))
                    problems.Add($"{key} has fewer than {SecretScrubber.MinimumLength} characters and could not be masked");
                variables[key] = value;
            }
            catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException or SecretAuditException)
            {
                problems.Add(fault.Message);
            }
        }

        return problems.Count == 0 ? variables : throw new McpException($"{command.Name} is not run: {string.Join("; ", problems)}");
    }

    private Process Start(AgentCommand command, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command.Argv[0], command.Argv.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workspace.Root,
        };
        foreach (var name in start.Environment.Keys.Except(_inherited, StringComparer.Ordinal).ToList())
            start.Environment.Remove(name);
        foreach (var (key, value) in variables)
            start.Environment[key] = value;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception fault)
        {
            throw new McpException($"{command.Name} cannot be started: is its program there? ({fault.NativeErrorCode})", fault);
        }
    }

    // Whoever does not wait for it any more does not leave it behind.
    private async Task<bool> EndsAsync(Process process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private IEnumerable<string> Masked(string key, string value) => IsSecret(key) ? [value, .. SecretScrubber.PasswordsIn(value)] : SecretScrubber.PasswordsIn(value);

    private bool IsSecret(string key) => !workspace.Catalog.TryGet(key, out var entry) || entry.IsSecret;
}
