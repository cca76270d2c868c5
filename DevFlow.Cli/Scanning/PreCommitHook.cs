using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>The hook that git runs before each commit.</summary>
internal static class PreCommitHook
{
    /// <summary>What a hook is called that was there before, and is run first.</summary>
    public const string ChainedName = "pre-commit.before-devflow";

    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // Without devflow nothing gets through: a hook that looks on in silence is worse than none, since everyone relies on it. The way past
    // it is git's own, and said.
    private const string Script = $$"""
        #!/bin/sh
        # Written by 'devflow install-hook'; delete this file to be rid of it.
        chained="$(dirname "$0")/{{ChainedName}}"
        if [ "$0" != "$chained" ] && [ -x "$chained" ]; then
          "$chained" "$@" || exit
        fi
        if ! command -v devflow >/dev/null 2>&1; then
          echo "devflow: error: devflow is not on the PATH, so nothing is scanned and nothing is committed" >&2
          echo "devflow: hint: install devflow, or commit unscanned with 'git commit --no-verify'" >&2
          exit 1
        fi
        exec devflow scan --staged

        """;

    /// <summary>Writes the hook, unless it is there already.</summary>
    /// <param name="folder">Where the repository keeps its hooks.</param>
    /// <param name="force">Whether a hook of somebody else is kept under another name and run first.</param>
    /// <exception cref="CheckException">There is such a hook, and it is not to be touched; or one more than can be kept.</exception>
    public static HookChange Install(string folder, bool force)
    {
        var path = Path.Combine(folder, "pre-commit");
        var chained = Path.Combine(folder, ChainedName);

        // A link is there even if what it leads to is not.
        var isThere = File.Exists(path);

        // To the letter, and no link: what somebody added to it is theirs, and not to be lost.
        var isOurs = isThere && new FileInfo(path).LinkTarget is null && File.ReadAllText(path) == Script;
        if (isOurs && IsExecutable(path))
            return HookChange.None;
        if (isThere && !isOurs)
        {
            if (!force)
                throw new CheckException($"there is another pre-commit hook: {path}", "with --force it is kept and run first, and the scan after it");
            if (File.Exists(chained))
                throw new CheckException($"there are two other hooks, {path} and {chained}", "put the two into one, then try again");
            File.Move(path, chained);
        }

        Write(folder, path);
        return isOurs ? HookChange.Renewed : isThere ? HookChange.Chained : HookChange.Written;
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != UnixFileMode.None;

    // Whole or not at all: git may be about to run it.
    private static void Write(string folder, string path)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $"pre-commit.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(draft, Script, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, Mode);
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
