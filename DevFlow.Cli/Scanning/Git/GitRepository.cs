using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>The git repository that a folder lies in, as far as a scan asks.</summary>
/// <param name="Folder">The folder that was asked about; git runs there.</param>
/// <param name="Top">The top of its work tree; null in a bare repository, and inside .git.</param>
/// <param name="IsShallow">Whether the older history was left out when it was cloned.</param>
internal sealed record GitRepository(string Folder, string? Top, bool IsShallow)
{
    /// <summary>Finds the repository; null when the folder lies in none.</summary>
    /// <exception cref="GitException">There is no git program, or it refuses this repository.</exception>
    public static async Task<GitRepository?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        // The last fails where there is no work tree, when the one before it has been answered.
        var (exitCode, output, error) = await GitChild.AskAsync(
            folder, cancellationToken, "rev-parse", "--is-shallow-repository", "--show-toplevel");
        var lines = Encoding.UTF8.GetString(output).Split('\n', 2);
        if (lines is [var shallow and ("true" or "false"), var top])
            return new(folder, exitCode == 0 ? top[..^1] : null, shallow == "true");
        return error.Contains("not a git repository", StringComparison.Ordinal) ? null : throw GitChild.Failed(error);
    }

    /// <summary>What git is to look at, seen from the folder that it runs in. Without a path all of the work tree, also from a subfolder.</summary>
    public string PathOf(ScanTarget target) => target.Path ?? (Top is null ? "." : System.IO.Path.GetRelativePath(Folder, Top));

    /// <summary>The top of the main work tree, when this is a linked one; null otherwise.</summary>
    public async Task<string?> MainTopAsync(CancellationToken cancellationToken)
    {
        if (Top is null)
            return null;
        var (exitCode, output, _) = await GitChild.AskAsync(Folder, cancellationToken, "worktree", "list", "--porcelain");

        // The main one comes first; of a bare repository, and in a submodule, that is no work tree.
        return exitCode == 0 && Encoding.UTF8.GetString(output).Split('\n')[0].Split(' ', 2) is ["worktree", var main]
            && main != Top && Directory.Exists(System.IO.Path.Join(main, ".git")) ? main : null;
    }

    public async Task<bool> HasHeadAsync(CancellationToken cancellationToken) =>
        (await GitChild.AskAsync(Folder, cancellationToken, "rev-parse", "--verify", "--quiet", "HEAD")).ExitCode == 0;
}
