using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

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
            using (new Progress("asking the sources"))
            {
                await workspace.Resolver.PreloadAsync(workspace.Catalog, cancellationToken);
                foreach (var entry in workspace.Catalog.Entries)
                    rows.Add(RowOf(workspace, entry, await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken)));
            }

            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(rows, context => context.IReadOnlyListSecretOutput);
            else
                Print(rows);

            var faults = workspace.Catalog.Problems.Where(problem => problem.Severity is FindingSeverity.Error).ToList();
            foreach (var fault in faults)
                Talk.Error($"{fault.Where}: {fault.Message}");
            return faults.Count == 0 ? ExitCodes.Fine : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static SecretOutput RowOf(SecretsWorkspace workspace, CatalogEntry entry, SecretExplanation explanation) => new(
        entry.Key,
        entry.Path,
        entry.Tier.ToString().ToLowerInvariant(),
        entry.IsSecret,
        entry.IsRequiredIn(workspace.Mode),
        explanation.State.ToString().ToLowerInvariant(),
        explanation.Winner,
        entry.Reference?.ToString());

    private static void Print(List<SecretOutput> rows)
    {
        // The reference is the widest and the least asked for: a narrow terminal goes without it; explain shows it.
        string[] headings = Screen.IsWide ? ["KEY", "TIER", "STATE", "SOURCE", "REFERENCE"] : ["KEY", "TIER", "STATE", "SOURCE"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. rows.Select(CellsOf)]);
    }

    private static IReadOnlyList<Piece> CellsOf(SecretOutput row)
    {
        var required = row is { Required: true, State: not "found" } ? " (required)" : "";
        Piece[] cells = [new(row.Key, Looks.Strong), new(row.Tier), new(row.State + required, Looks.Of(row.State)), new(row.Source ?? "-")];
        return Screen.IsWide ? [.. cells, new(row.Reference ?? "-", Looks.Quiet)] : cells;
    }
}
