using System.CommandLine;
using DevFlow.Cli.Breaching;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class BreachDoneCommand
{
    public static Command Create()
    {
        var id = IncidentArgument.Create();
        var action = new Argument<int>("ACTION") { Description = "The number of the action in the report." };
        var note = new Option<string>("--note") { Description = "What was done. It is kept in the timeline: no secret belongs into it.", HelpName = "TEXT", Required = true };
        var command = new Command("done", "Says that a person has done what was left to people. When nothing is left, the incident is closed.") { id, action, note };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var record = await new Incidents(engine.Api).FinishAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(action), parsed.GetRequiredValue(note), cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(record, context => context.IncidentRecordOutput);
            else
                IncidentText.End(record);
            return ExitCodes.Fine;
        });
        return command;
    }
}
