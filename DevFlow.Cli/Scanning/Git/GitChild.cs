using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>A git that runs, with its streams as bytes: a path need not be a text.</summary>
internal sealed class GitChild : IAsyncDisposable
{
    // Of what git complains about, the first says why; a broken repository makes it go on for pages.
    private const int MostOfError = 500;

    // What tells git of another repository than that of its folder, or of other parts for it.
    private static readonly string[] _callers = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_PREFIX"];

    private readonly Process _process;
    private readonly Task<string> _error;

    private GitChild(Process process)
    {
        _process = process;
        _error = ReadErrorAsync(process.StandardError.BaseStream);
    }

    /// <summary>
    /// Whether git finds the repository of its folder by itself, as for a scan of a path. Otherwise the environment may name it, as it does in a hook,
    /// where the index may be another one too.
    /// </summary>
    public static bool IsRepositoryOfFolder { get; set; }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts git in a folder. Arguments go to it one by one, never through a shell.</summary>
    public static GitChild Start(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", ["--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs", .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Its complaints are told apart by their English; it must not ask for a password, nor fetch what a partial clone left out.
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        if (IsRepositoryOfFolder)
        {
            foreach (var name in _callers)
                start.Environment.Remove(name);
        }

        try
        {
            return new GitChild(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new GitException("git cannot be started", "install git and see that it is on the PATH");
        }
    }

    /// <summary>Its whole answer, when that is short: the exit code, what it wrote, and what it complained of.</summary>
    public static async Task<(int ExitCode, byte[] Output, string Error)> AskAsync(
        string folder, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        await using var git = Start(folder, arguments);
        git.Input.Close();
        using var output = new MemoryStream();
        await git.Output.CopyToAsync(output, cancellationToken);
        await git._process.WaitForExitAsync(cancellationToken);
        return (git._process.ExitCode, output.ToArray(), await git._error);
    }

    /// <summary>Waits for its end, which has to be a good one, and says what it complained of all the same.</summary>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        if (_process.ExitCode != 0)
            throw Failed(await _error);
        return await _error;
    }

    public static GitException Failed(string error) => new(
        $"git failed: {(error.Length == 0 ? "it does not say why" : error)}",
        error.Contains("dubious ownership", StringComparison.Ordinal)
            ? "the folder belongs to another user; git asks for 'git config --global --add safe.directory' then"
            : "'git fsck' checks the repository");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Read to its end whatever its length: a full pipe would stop git.
    private static async Task<string> ReadErrorAsync(Stream stream)
    {
        var kept = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is var read and > 0)
            kept.Write(buffer, 0, Math.Min(read, MostOfError - (int)kept.Length));
        var text = Encoding.UTF8.GetString(kept.ToArray()).Trim();
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
