namespace DevFlow.Secrets;

/// <summary>Checks everything that can be checked before a start: files, catalog, mode, settings and values.</summary>
public static class SecretsVerifier
{
    /// <summary>Runs every check and gives all findings at once, worst first, none with a part of a value.</summary>
    /// <param name="workspace">What is checked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Finding>> VerifyAsync(SecretsWorkspace workspace, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var catalog = workspace.Catalog;
        var keys = KnownKeys.Of(catalog);
        var explanations = new Dictionary<string, SecretExplanation>(StringComparer.Ordinal);
        foreach (var entry in keys)
            explanations[entry.Key] = await workspace.Resolver.ExplainAsync(entry.Key, entry.Reference, cancellationToken);

        var check = new ModeCheck(workspace.Mode, workspace.Settings, workspace.Layers, keys, explanations);
        List<Finding> findings =
        [
            .. check.Layers.Diagnostics.Select(ToFinding),
            .. catalog.Problems,
            .. ModeRules.Check(check),
            .. SettingRules.Check(check.Settings),
            .. ReferenceRules.Check(check),
        ];
        foreach (var entry in keys)
        {
            // An example is reported as one; that it is no base64 as well is no news.
            if (explanations[entry.Key] is not { Winner: not null, Placeholder: false })
                continue;
            var value = await workspace.Resolver.TryGetAsync(entry.Key, entry.Reference, cancellationToken);
            if (value is not null)
                findings.AddRange(ValueRules.Check(entry, value, check));
        }

        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    private static Finding ToFinding(DotEnvDiagnostic fault) =>
        new(fault.Severity, $"dotenv-{fault.Code}", $"{fault.Path}:{fault.Line}:{fault.Column}", fault.Key, fault.Message, Remedy: null);
}
