using System.CommandLine;
using DevFlow.Cli.Breaching;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class BreachListCommand
{
    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Only those that are not closed." };
        var command = new Command("list", "Lists incidents, newest first.") { open };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var incidents = await new Incidents(engine.Api).ListAsync(parsed.GetValue(open), cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(incidents, context => context.IReadOnlyListIncidentOutput);
            else
                IncidentText.Incidents(incidents);
            return ExitCodes.Fine;
        });
        return command;
    }
}
