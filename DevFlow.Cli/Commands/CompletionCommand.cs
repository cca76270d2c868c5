using System.CommandLine;
using DevFlow.Cli.Completion;

namespace DevFlow.Cli.Commands;

internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Prints what makes a shell complete the commands, options and keys of devflow.") { shell };
        command.SetAction(parsed =>
        {
            var (script, install) = CompletionScripts.All[parsed.GetRequiredValue(shell)];
            Console.Out.WriteLine($"# {install}\n{script}");
            return ExitCodes.Fine;
        });
        return command;
    }

    /// <summary>What the scripts ask. Not for people.</summary>
    public static Command CreateAnswer()
    {
        var position = new Argument<int>("POSITION");
        var line = new Argument<string>("LINE");
        var command = new Command("__complete") { position, line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var typed = parsed.GetRequiredValue(line);
            var at = Math.Clamp(parsed.GetRequiredValue(position), 0, typed.Length);
            var word = typed[(typed.AsSpan(0, at).LastIndexOf(' ') + 1)..at];
            foreach (var completion in parsed.RootCommandResult.Command.Parse(typed[..at]).GetCompletions(at))
            {
                // As every shell does it, options are offered to whoever begins one.
                if (completion.Label.StartsWith(word, StringComparison.Ordinal) && IsWanted(completion.Label, word))
                    Console.Out.WriteLine(completion.Label);
            }

            return ExitCodes.Fine;
        });
        return command;
    }

    private static bool IsWanted(string label, string word) => label is not (['/', ..] or "-?") && (!label.StartsWith('-') || word.StartsWith('-'));
}
