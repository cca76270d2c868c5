using System.CommandLine;

namespace DevFlow.Cli.Commands;

internal static class BreachCommand
{
    public static Command Create() => new("breach", "Answers a breach: replaces what was reachable, takes access away, and keeps the timeline.")
    {
        BreachDeclareCommand.Create(),
        BreachListCommand.Create(),
        BreachReportCommand.Create(),
        BreachDoneCommand.Create(),
    };
}
