using System.CommandLine;
using DevFlow.Cli.Commands;

namespace DevFlow.Cli;

/// <summary>Runs a command and turns whatever goes wrong into a message with a hint, and an exit code.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        // A key or a value may begin with @, which is no file of arguments here.
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Errors.Count > 0)
                throw Misused(parsed);
            var exitCode = await parsed.InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,
                // Signals are the business of the program that is run.
                ProcessTerminationTimeout = parsed.CommandResult.Command.Name is RunCommand.Name or LeaseCommand.Name ? null : _patience,
            });
            TalkLogger.Instance.SayPassedOver();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            // 128 + SIGINT, as a shell reports it.
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // Nobody who types a command is to read a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var trouble = Trouble.Of(fault);
            Talk.Of(trouble, json: args.TakeWhile(arg => arg != "--").Contains(GlobalOptions.Json.Name));
            return trouble.ExitCode;
        }
    }

    private static UsageException Misused(ParseResult parsed)
    {
        // What is not understood says more than what is therefore missing.
        var isGroup = parsed.CommandResult.Command is { Subcommands.Count: > 0, Arguments.Count: 0 };
        var message = parsed.UnmatchedTokens is [var unknown, ..] ? $"'{unknown}' is not understood"
            : isGroup && parsed.Errors.Count == 1 ? "a command is missing"
            : parsed.Errors[^1].Message;
        return new UsageException(message, $"'devflow{NamesOf(parsed.CommandResult.Command)} --help' shows how it is used");
    }

    /// <summary>The names that lead to a command, each behind a blank; nothing for the root.</summary>
    public static string NamesOf(Command command) => command is RootCommand
        ? ""
        : $"{string.Concat(command.Parents.OfType<Command>().Take(1).Select(NamesOf))} {command.Name}";
}
