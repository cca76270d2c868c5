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
        await workspace.PreloadAsync(keys, cancellationToken);
        var explanations = new Dictionary<string, SecretExplanation>(StringComparer.Ordinal);
        var values = new Dictionary<string, SecretValue>(StringComparer.Ordinal);
        foreach (var entry in keys)
        {
            var (explanation, value) = await workspace.InspectAsync(entry, cancellationToken);
            explanations[entry.Key] = explanation;
            // An example is reported as one; that it is no base64 as well is no news.
            if (value is not null && !explanation.Placeholder)
                values[entry.Key] = value;
        }

        var check = new ModeCheck(workspace.Mode, workspace.Settings, workspace.Layers, keys, explanations) { OnePasswordLater = workspace.OnePasswordLater };
        IEnumerable<Finding> findings =
        [
            .. check.Layers.Diagnostics.Select(ToFinding),
            .. catalog.Problems,
            .. RotatorFile.ProblemsIn(workspace),
            .. ModeRules.Check(check),
            .. SettingRules.Check(check.Settings),
            .. CredentialsRules.Check(check.Mode, check.Settings, workspace.Root),
            .. ReferenceRules.Check(check),
            .. OnePasswordRules.Check(check),
            .. keys.Where(entry => values.ContainsKey(entry.Key)).SelectMany(entry => ValueRules.Check(entry, values[entry.Key], check)),
        ];
        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    /// <summary>
    /// Checks what holds whether something is started or published: files, catalog, mode and settings. No value is asked for.
    /// </summary>
    /// <param name="workspace">What is checked.</param>
    public static IReadOnlyList<Finding> VerifySettings(SecretsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        IEnumerable<Finding> findings =
        [
            .. workspace.Layers.Diagnostics.Select(ToFinding),
            .. workspace.Catalog.Problems,
            .. RotatorFile.ProblemsIn(workspace),
            .. ModeRules.CheckSettings(workspace.Mode, workspace.Settings),
            .. SettingRules.Check(workspace.Settings),
        ];
        return [.. findings.OrderByDescending(f => f.Severity)];
    }

    private static Finding ToFinding(DotEnvDiagnostic fault) =>
        new(fault.Severity, $"dotenv-{fault.Code}", $"{fault.Path}:{fault.Line}:{fault.Column}", fault.Key, fault.Message, Remedy: null);
}
