using System.Diagnostics;

namespace DevFlow.Architecture.Tests;

/// <summary>
/// Asks git of the files as if nothing had been committed yet: with an index of its own, it works in an export too, and what is
/// tracked already is judged by .gitignore like the rest.
/// </summary>
internal static class Git
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "empty.git");

    static Git() => Start("init", "--quiet", "--bare", _folder);

    public static IReadOnlyList<string> Run(params IEnumerable<string> arguments) => Start(
    [
        "--git-dir", _folder, "--work-tree", Repository.Root,
        "-c", "core.bare=false", "-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=false",
        .. arguments,
    ]);

    private static string[] Start(params IEnumerable<string> arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();

        // check-ignore says 1 when nothing is ignored.
        Assert.True(git.ExitCode is 0 or 1, $"git ended with {git.ExitCode}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
