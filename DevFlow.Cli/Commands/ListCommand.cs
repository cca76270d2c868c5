using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;
using Spectre.Console;

namespace DevFlow.Cli.Commands;

internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists every secret of the catalog: its tier, its state and where it comes from.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            var rows = new List<SecretOutput>();
            foreach (var entry in workspace.Catalog.Entries)
                rows.Add(RowOf(workspace, entry, await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken)));
            if (parsed.GetValue(GlobalOptions.Json))
                JsonOutput.Print(rows, JsonOutput.Default.IReadOnlyListSecretOutput);
            else
                Print(rows);

            foreach (var problem in workspace.Catalog.Problems.Where(problem => problem.Severity == FindingSeverity.Error))
                Talk.Error($"{problem.Where}: {problem.Message}");
            return workspace.Catalog.Problems.Any(problem => problem.Severity == FindingSeverity.Error) ? ExitCodes.CheckFailed : ExitCodes.Fine;
        });
        return command;
    }

    private static SecretOutput RowOf(SecretsWorkspace workspace, CatalogEntry entry, SecretExplanation explanation) => new(
        entry.Key,
        entry.Path,
        entry.Tier.ToString().ToLowerInvariant(),
        entry.IsSecret,
        workspace.Mode is { } mode && entry.RequiredIn.Contains(mode),
        Words.State(explanation),
        explanation.Winner,
        entry.Reference?.ToString());

    private static void Print(List<SecretOutput> rows)
    {
        // The reference is the widest and the least asked for: a narrow terminal goes without it; explain shows it.
        var wide = AnsiConsole.Profile.Width >= 120;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["Key", "Tier", "State", "Source", .. wide ? ["Reference"] : Array.Empty<string>()])
            table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var row in rows)
        {
            var required = row is { Required: true, State: "missing" or "placeholder" } ? " (required)" : "";
            Text[] reference = wide ? [new(row.Reference ?? "-", new(Color.Grey))] : [];
            table.AddRow([
                new Text(row.Key, new(decoration: Decoration.Bold)),
                new Text(row.Tier),
                new Markup($"[{Words.Colour(row.State)}]{row.State}{required}[/]"),
                new Text(row.Source ?? "-"),
                .. reference,
            ]);
        }

        AnsiConsole.Write(table);
    }
}
