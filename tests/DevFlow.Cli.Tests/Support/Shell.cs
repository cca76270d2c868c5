using CliWrap;
using CliWrap.Buffered;

namespace DevFlow.Cli.Tests;

/// <summary>A shell in which <c>devflow</c> is installed and nothing of DevFlow or 1Password is set.</summary>
internal sealed class Shell(string folder)
{
    private static readonly string[] _kept = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT"];

    // Who writes to a devflow that has ended already is to end too, as in a terminal, and not to complain of it: whoever started the tests may have SIGPIPE ignored.
    private static readonly string[] _start = OperatingSystem.IsLinux() ? ["--default-signal=PIPE", "/bin/sh", "-c"] : ["/bin/sh", "-c"];

    private readonly Dictionary<string, string?> _environment = Clean();

    public void Set(string key, string value) => _environment[key] = value;

    public async Task<BufferedCommandResult> RunAsync(string command) => await CliWrap.Cli.Wrap("/usr/bin/env")
        .WithArguments([.. _start, command])
        .WithWorkingDirectory(folder)
        .WithEnvironmentVariables(_environment)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    // Null takes a variable away from the child.
    private static Dictionary<string, string?> Clean()
    {
        var clean = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
            clean[name] = _kept.Contains(name) ? Environment.GetEnvironmentVariable(name) : null;
        clean["PATH"] = $"{Tool.Folder}:{clean["PATH"]}";
        return clean;
    }
}
