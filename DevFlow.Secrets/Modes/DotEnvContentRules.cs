namespace DevFlow.Secrets;

/// <summary>
/// What may stand in .env. Locally and in hybrid mode anything may; in saas mode only the two keys of the user, and on premises no
/// secret at all. Settings, entries that are no secrets and op:// references may stand there always.
/// </summary>
internal static class DotEnvContentRules
{
    public static IEnumerable<Finding> Check(DevFlowMode mode, ModeCheck check)
    {
        if (mode is DevFlowMode.Local or DevFlowMode.Hybrid)
            yield break;
        string[] secrets = mode is DevFlowMode.SaaS ? [KnownKeys.DevFlowApiKey, KnownKeys.AOSentryApiKey] : [];

        // Every layer, also one that a higher layer hides: the value lies on the disk all the same.
        foreach (var entry in check.Layers.Documents.SelectMany(d => d.Entries))
        {
            var known = check.Keys.FirstOrDefault(k => k.Key == entry.Key);
            if (entry.IsEmpty || secrets.Contains(entry.Key) || DevFlowSettingKeys.Contains(entry.Key)
                || known is { IsSecret: false } || SecretReference.LooksLikeReference(entry.Reveal()))
            {
                continue;
            }

            // A key that nobody knows may be no key at all: a line of a secret that was not quoted reads like one. Its place says enough.
            var what = known is null
                ? "the key on this line is neither a setting nor in config/secrets.yaml, so it counts as a secret"
                : $"{entry.Key} is a secret in the clear";
            yield return new Finding(
                FindingSeverity.Error, "dotenv-secret", $"{entry.Path}:{entry.Line}:{entry.Column}", known?.Key,
                $"{what}, which must not stand in .env in {DevFlowModes.Name(mode)} mode",
                Remedy(mode, entry.Key, known));
        }
    }

    private static string Remedy(DevFlowMode mode, string key, CatalogEntry? known) => (mode, known) switch
    {
        (_, null) => "remove it, or list it in config/secrets.yaml, with secret: false if it is none",
        (DevFlowMode.SaaS, _) => $"remove {key}: the hosted platform keeps it",
        (_, { Reference: { } reference }) => $"store it in 1Password at {reference} and remove it here",
        _ => "store it in 1Password and write its op:// reference here",
    };
}
