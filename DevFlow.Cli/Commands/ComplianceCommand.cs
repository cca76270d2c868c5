using System.CommandLine;

namespace DevFlow.Cli.Commands;

internal static class ComplianceCommand
{
    public static Command Create() => new("compliance", "Shows what speaks for the platform and against it, asked of what is running.")
    {
        ComplianceReportCommand.Create(),
    };
}
