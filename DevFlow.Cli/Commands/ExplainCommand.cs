using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;
using Spectre.Console;

namespace DevFlow.Cli.Commands;

internal static class ExplainCommand
{
    public static Command Create()
    {
        var key = new Argument<string>("KEY") { Description = "The environment key, such as AOSENTRY_API_KEY." };
        var command = new Command("explain", "Says where a secret would come from, and why: each source asked, what it said, which one wins.") { key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            var explanation = await workspace.Resolver.ExplainAsync(parsed.GetRequiredValue(key), cancellationToken: cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                JsonOutput.Print(
                    new(explanation.Key, explanation.Reference?.ToString(), explanation.Winner, explanation.Placeholder, [.. explanation.Steps.Select(StepOutput.Of)]),
                    JsonOutput.Default.ExplainOutput);
            }
            else
            {
                Print(explanation, workspace.Catalog.TryGet(explanation.Key, out var entry) ? entry : null);
            }

            return explanation.Winner is null ? ExitCodes.NotFound : ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(SecretExplanation explanation, CatalogEntry? entry)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(explanation.Key)}[/] {Markup.Escape(entry?.Path ?? "is not in the catalog")} {Markup.Escape(explanation.Reference?.ToString() ?? "")}".TrimEnd());
        var number = 0;
        foreach (var step in explanation.Steps)
        {
            var wins = step.Source == explanation.Winner;
            var colour = wins ? "green" : step.Outcome == SourceOutcome.Denied ? "red" : "grey";
            AnsiConsole.MarkupLine($"  {++number}. {step.Source,-11} [{colour}]{Words.Of(step.Outcome)}[/]{(wins ? " [green]<- wins[/]" : "")}  {Markup.Escape(step.Detail)}");
            if (!wins && explanation.Winner is null && step.Remedy is { } remedy)
                AnsiConsole.MarkupLine($"                 [grey]{Markup.Escape(remedy)}[/]");
        }

        if (explanation.Placeholder)
            AnsiConsole.MarkupLine("  [yellow]the value is the placeholder of .env.example, not a real one[/]");
        if (explanation.Winner is null)
            AnsiConsole.MarkupLine("  [red]no source has a value[/]");
    }
}
