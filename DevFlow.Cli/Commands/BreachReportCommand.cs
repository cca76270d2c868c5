using System.CommandLine;
using DevFlow.Cli.Breaching;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class BreachReportCommand
{
    public static Command Create()
    {
        var id = IncidentArgument.Create();
        var command = new Command("report", "Reports an incident with its actions and its timeline, in Markdown; with --json for machines.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var incidents = new Incidents(engine.Api);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(await incidents.GetAsync(parsed.GetRequiredValue(id), cancellationToken), context => context.IncidentRecordOutput);
            else
                Console.Out.Write(await incidents.ReportAsync(parsed.GetRequiredValue(id), cancellationToken));
            return ExitCodes.Fine;
        });
        return command;
    }
}
