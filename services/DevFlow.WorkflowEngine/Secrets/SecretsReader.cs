using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>Asks the cascade about every entry of the catalog.</summary>
internal sealed class SecretsReader(SecretsWorkspace workspace)
{
    public async Task<SecretsDocument> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = new List<SecretRow>(workspace.Catalog.Entries.Count);
        foreach (var entry in workspace.Catalog.Entries)
            rows.Add(RowOf(entry, await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken)));

        var mode = workspace.Mode is { } known ? DevFlowModes.Name(known) : "unknown";
        var token = workspace.Settings.Get("OP_CONNECT_TOKEN") is not null;
        var status = new OnePasswordStatus(token, token ? "OP_CONNECT_TOKEN is set" : "OP_CONNECT_TOKEN is not set");
        return new(mode, workspace.EnvironmentName, status, rows);
    }

    private SecretRow RowOf(CatalogEntry entry, SecretExplanation explanation)
    {
        var telling = explanation.WinningStep
            ?? explanation.Steps.FirstOrDefault(step => step.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.Ambiguous);
        return new()
        {
            Key = entry.Key,
            Path = entry.Path,
            Secret = entry.IsSecret,
            Tier = entry.Tier.ToString().ToLowerInvariant(),
            Reference = entry.Reference?.ToString(),
            Description = entry.Description,
            State = explanation.State.ToString().ToLowerInvariant(),
            Source = explanation.Winner,
            Detail = telling?.Detail ?? "no source has a value",
            Required = entry.IsRequiredIn(workspace.Mode),
            UsedBy = entry.UsedBy,
        };
    }
}
