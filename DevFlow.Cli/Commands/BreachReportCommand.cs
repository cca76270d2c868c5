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
        var markdown = new Option<bool>("--markdown") { Description = "Markdown on a terminal too, as into a file or a pipe." };
        var command = new Command("report", "Reports an incident with its actions and its timeline: to be read on a terminal, in Markdown into a file or a pipe, with --json for machines.") { id, markdown };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var incidents = new Incidents(engine.Api);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(await incidents.GetAsync(parsed.GetRequiredValue(id), cancellationToken), context => context.IncidentRecordOutput);
            else if (Console.IsOutputRedirected || parsed.GetValue(markdown))
                Console.Out.Write(await incidents.ReportAsync(parsed.GetRequiredValue(id), cancellationToken));
            else
                MarkdownScreen.Show(await incidents.ReportAsync(parsed.GetRequiredValue(id), cancellationToken));
            return ExitCodes.Fine;
        });
        return command;
    }
}
