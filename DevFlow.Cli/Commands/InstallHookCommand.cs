using System.CommandLine;
using System.Text;
using DevFlow.Cli.Output;
using DevFlow.Cli.Scanning;

namespace DevFlow.Cli.Commands;

internal static class InstallHookCommand
{
    public static Command Create()
    {
        var force = new Option<bool>("--force") { Description = "Keep another pre-commit hook that is there, and run it before the scan." };
        var command = new Command("install-hook", "Writes a pre-commit hook, which refuses a commit that 'devflow scan --staged' finds a secret in.") { force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = await FolderAsync(parsed.GetValue(force), cancellationToken);
            var change = PreCommitHook.Install(folder, parsed.GetValue(force));
            var path = Path.Combine(folder, "pre-commit");
            var chained = Path.Combine(folder, PreCommitHook.ChainedName) is var other && File.Exists(other) ? other : null;
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(new(path, change.ToString().ToLowerInvariant(), chained), context => context.HookOutput);
            else
                Console.Out.WriteLine(SentenceOf(change, path));
            return ExitCodes.Fine;
        });
        return command;
    }

    private static string SentenceOf(HookChange change, string path) => change switch
    {
        HookChange.None => $"nothing to do: {path} is there",
        HookChange.Renewed => $"renewed {path}",
        HookChange.Chained => $"wrote {path}; the hook that was there is now {PreCommitHook.ChainedName} and runs first",
        _ => $"wrote {path}",
    };

    /// <summary>Where git looks for hooks: core.hooksPath, or the folder that all work trees of the repository share.</summary>
    private static async Task<string> FolderAsync(bool force, CancellationToken cancellationToken)
    {
        var current = Directory.GetCurrentDirectory();
        var repository = await GitRepository.FindAsync(current, cancellationToken)
            ?? throw new UsageException($"{current} is in no git repository", "go to the repository that is to be guarded");
        var (exitCode, output, error) = await GitChild.AskAsync(repository.Folder, cancellationToken, "rev-parse", "--git-path", "hooks");
        if (exitCode != 0)
            throw GitChild.Failed(error);
        var folder = Path.GetFullPath(Encoding.UTF8.GetString(output)[..^1], current);

        // Set for the user or the machine, it holds for every repository that there is.
        var setting = await GitChild.AskAsync(repository.Folder, cancellationToken, "config", "--show-scope", "--get", "core.hooksPath");
        var scope = Encoding.UTF8.GetString(setting.Output).Split('\t')[0];
        if (setting.ExitCode == 0 && scope is "global" or "system" && !force)
        {
            throw new CheckException(
                $"core.hooksPath of the {scope} git configuration names {folder}, whose hooks run in every repository",
                "'git config core.hooksPath .git/hooks' gives this one its own; with --force the hook is written for all");
        }

        return folder;
    }
}
