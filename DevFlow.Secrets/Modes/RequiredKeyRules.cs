namespace DevFlow.Secrets;

/// <summary>What a mode cannot run without.</summary>
internal static class RequiredKeyRules
{
    public static IEnumerable<Finding> CheckHosted(DevFlowMode mode, DevFlowSettings settings)
    {
        // Saas needs DEVFLOW_API_URL too, and has a default for it.
        if (mode is DevFlowMode.Hybrid && settings.Get(DevFlowSettingKeys.ApiUrl) is null)
            yield return Missing(
                mode, ".env", DevFlowSettingKeys.ApiUrl, $"set DEVFLOW_API_URL, such as {DevFlowSettingKeys.HostedApiUrl}");
    }

    public static IEnumerable<Finding> CheckConnect(DevFlowMode mode, DevFlowSettings settings)
    {
        if (mode is not DevFlowMode.OnPrem)
            yield break;
        if (settings.Get(DevFlowSettingKeys.ConnectUrl) is null && settings.Get(DevFlowSettingKeys.ConnectHost) is null)
            yield return Missing(mode, ".env", DevFlowSettingKeys.ConnectUrl, "set OP_CONNECT_URL, such as http://localhost:8080");
        if (settings.Get(DevFlowSettingKeys.ConnectToken) is null)
            yield return Missing(
                mode, ".env", DevFlowSettingKeys.ConnectToken, "set OP_CONNECT_TOKEN to an access token of the Connect server");
    }

    public static IEnumerable<Finding> CheckKeys(DevFlowMode mode, ModeCheck check)
    {
        foreach (var entry in check.Keys.Where(e => e.IsRequiredIn(mode)))
        {
            var explanation = check.Explanations[entry.Key];
            if (explanation.Winner is null && !(check.OnePasswordLater && LeadsTo1Password(entry, explanation)))
                yield return Missing(mode, check.Place(entry.Key), entry.Key, Remedy(mode, entry), explanation);
        }
    }

    public static IEnumerable<Finding> CheckPlaceholders(DevFlowMode? mode, ModeCheck check)
    {
        foreach (var entry in check.Keys.Where(e => check.Explanations[e.Key].Placeholder))
        {
            var required = entry.IsRequiredIn(mode);
            yield return new Finding(
                required ? Severity(mode!.Value, entry.Key) : FindingSeverity.Warning, "key-placeholder", check.Place(entry.Key), entry.Key,
                $"{entry.Key} is an example, not a real value", $"set {entry.Key} to a real value, or empty it");
        }
    }

    // By the catalog, or by a line of .env or a variable that holds a reference and could not be followed.
    private static bool LeadsTo1Password(CatalogEntry entry, SecretExplanation explanation) => entry.Reference is not null
        || explanation.Steps.Any(step => step is { Outcome: SourceOutcome.NotConfigured, Source: SecretSourceNames.DotEnv or SecretSourceNames.Environment });

    private static Finding Missing(DevFlowMode mode, string where, string key, string remedy, SecretExplanation? explanation = null)
    {
        // A source that could not be asked may well have the key: that is another trouble than a key that is nowhere. So is a
        // reference in .env or the environment that cannot be followed.
        var trouble = explanation?.Steps.FirstOrDefault(s =>
            s.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied
            || (s.Outcome is SourceOutcome.NotConfigured && s.Source is SecretSourceNames.DotEnv or SecretSourceNames.Environment));
        var because = trouble is null ? "is not set" : $"is not to be had from {trouble.Source}: {trouble.Detail}";
        return new Finding(
            Severity(mode, key), "key-required", where, key, $"{key} is required in {DevFlowModes.Name(mode)} mode and {because}",
            trouble?.Remedy ?? remedy);
    }

    // In local mode the platform comes up without the LLM gateway; the Knowledge Hub says so in its health.
    private static FindingSeverity Severity(DevFlowMode mode, string key) =>
        mode is DevFlowMode.Local && key == KnownKeys.AOSentryApiKey ? FindingSeverity.Warning : FindingSeverity.Error;

    private static string Remedy(DevFlowMode mode, CatalogEntry entry) => (mode, entry.Reference) switch
    {
        (not DevFlowMode.OnPrem, _) => $"set {entry.Key}=… in .env",
        (_, null) => $"store it in 1Password and give {entry.Path} its op:// reference in config/secrets.yaml",
        (_, var reference) => $"store it in 1Password at {reference}",
    };
}
