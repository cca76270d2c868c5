using System.Text.Json;
using CliWrap.Buffered;

namespace DevFlow.Cli.Tests;

/// <summary>A git repository in a fresh folder, with a shell in it. The keys and values of its .env are what a scan knows.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly Clone _clone = new();

    private TestRepository() => Shell = NewShell(_clone.Folder);

    public string Folder => _clone.Folder;

    public Shell Shell { get; }

    public static async Task<TestRepository> CreateAsync(string init = "git init --quiet")
    {
        var repository = new TestRepository();
        await repository.RunAsync($"{init} && printf '.env\\n' >.git/info/exclude && git add . && git commit --quiet --message first");
        return repository;
    }

    /// <summary>A shell in which git has a user, and knows nothing of the settings of this machine.</summary>
    public static Shell NewShell(string folder)
    {
        var shell = new Shell(folder);
        foreach (var role in (string[])["AUTHOR", "COMMITTER"])
        {
            shell.Set($"GIT_{role}_NAME", "A");
            shell.Set($"GIT_{role}_EMAIL", "a@example.com");
        }

        shell.Set("GIT_CONFIG_GLOBAL", "/dev/null");
        shell.Set("GIT_CONFIG_NOSYSTEM", "1");
        return shell;
    }

    public void Write(string path, string text) => _clone.Write(path, text);

    /// <summary>Runs what has to succeed.</summary>
    public async Task<string> RunAsync(string command)
    {
        var result = await Shell.RunAsync(command);
        Assert.True(result.ExitCode == 0, $"{command}\n{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }

    /// <summary>Scans, and gives each finding as <c>rule path:line:column</c>, in order.</summary>
    public async Task<IReadOnlyList<string>> ScanAsync(string arguments = "", int? exitCode = null)
    {
        var result = await Shell.RunAsync($"devflow scan {arguments} --json");
        using var document = Parse(result);
        List<string> findings =
        [
            .. document.RootElement.GetProperty("findings").EnumerateArray()
                .Select(finding => $"{finding.GetProperty("rule")} {finding.GetProperty("path")}:{finding.GetProperty("line")}:{finding.GetProperty("column")}"),
        ];
        Assert.Equal(exitCode ?? (findings.Count > 0 ? 1 : 0), result.ExitCode);
        return findings;
    }

    /// <summary>The fingerprints of a scan, in order.</summary>
    public async Task<IReadOnlyList<string>> FingerprintsAsync(string arguments = "")
    {
        using var document = Parse(await Shell.RunAsync($"devflow scan {arguments} --json"));
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString()!)];
    }

    public void Dispose() => _clone.Dispose();

    private static JsonDocument Parse(BufferedCommandResult result)
    {
        try
        {
            return JsonDocument.Parse(result.StandardOutput);
        }
        catch (JsonException fault)
        {
            throw new InvalidOperationException($"no document: {result.StandardOutput}{result.StandardError}", fault);
        }
    }
}
