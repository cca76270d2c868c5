using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class ExplainCommand
{
    public static Command Create()
    {
        var key = KeyArgument.Create();
        var command = new Command("explain", "Says where a secret would come from, and why: each source asked, what it said, which one wins.") { key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            using var asking = new Progress("asking the sources");
            var explanation = await workspace.Resolver.ExplainAsync(parsed.GetRequiredValue(key), cancellationToken: cancellationToken);
            asking.Dispose();
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(ExplainOutput.Of(explanation), context => context.ExplainOutput);
            else
                Print(workspace, explanation);
            return explanation.Winner is null ? ExitCodes.Of(explanation.Steps) : ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(SecretsWorkspace workspace, SecretExplanation explanation)
    {
        Screen.Line(new Piece(explanation.Key, Looks.Strong), explanation switch
        {
            { Winner: null } => new($" is {explanation.State.ToString().ToLowerInvariant()}: no source gives it", Looks.Bad),
            { Placeholder: true } => new($" comes from {Words.Of(explanation.Winner)}, but is an example, not a real value", Looks.Doubtful),
            _ => new($" comes from {Words.Of(explanation.Winner)}", Looks.Good),
        });
        Screen.Line(new Piece(workspace.Catalog.TryGet(explanation.Key, out var entry)
            ? $"in config/secrets.yaml: {entry.Path}, {entry.Reference?.ToString() ?? "without a reference"}"
            : "not in config/secrets.yaml", Looks.Quiet));
        Screen.Columns([.. explanation.Steps.SelectMany((step, index) => RowsOf(step, index + 1, explanation.WinningStep?.Source))], indent: "  ");
        if (workspace.Layers.Diagnostics.Any(fault => fault.Severity is FindingSeverity.Error))
            Screen.Line(new Piece("the .env files have faults, which 'devflow verify' lists", Looks.Doubtful));
    }

    private static IEnumerable<IReadOnlyList<Piece>> RowsOf(SourceStep step, int number, string? winner)
    {
        yield return [new($"{number}."), new(step.Source), VerdictOf(step, winner), new(step.Detail)];
        if (winner is null && step.Remedy is { } remedy)
            yield return [new(""), new(""), new(""), new(remedy, Looks.Quiet)];
    }

    private static Piece VerdictOf(SourceStep step, string? winner) => step.Outcome switch
    {
        SourceOutcome.Found when step.Source == winner => new("wins", Looks.Good),
        SourceOutcome.Found => new("hidden", Looks.Quiet),
        SourceOutcome.Denied or SourceOutcome.Unavailable or SourceOutcome.Ambiguous => new(step.OutcomeText, Looks.Bad),
        _ => new(step.OutcomeText, Looks.Quiet),
    };
}
