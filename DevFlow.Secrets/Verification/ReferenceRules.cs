namespace DevFlow.Secrets;

/// <summary>References are well-formed, and lead somewhere.</summary>
internal static class ReferenceRules
{
    public static IEnumerable<Finding> Check(ModeCheck check) => [.. CheckDotEnv(check.Layers), .. CheckConfigured(check)];

    private static IEnumerable<Finding> CheckDotEnv(DotEnvLayers layers)
    {
        foreach (var entry in layers.Documents.SelectMany(d => d.Entries).Where(e => SecretReference.LooksLikeReference(e.Reveal())))
        {
            if (!SecretReference.TryParse(entry.Reveal(), out _, out var problem))
            {
                yield return new Finding(
                    FindingSeverity.Error, "dotenv-reference", $"{entry.Path}:{entry.Line}:{entry.Column}", entry.Key,
                    $"the op:// reference of {entry.Key} is malformed: {problem}", Remedy: null);
            }
        }
    }

    // Said once, not once a key.
    private static IEnumerable<Finding> CheckConfigured(ModeCheck check)
    {
        var references = check.Keys.Count(k => k.Reference is not null);
        if (references == 0 || check.Settings.Get(DevFlowSettingKeys.ConnectToken) is not null)
            yield break;

        var counted = references == 1 ? "1 reference" : $"{references} references";
        yield return check.Mode is DevFlowMode.OnPrem
            ? new Finding(
                FindingSeverity.Error, "references-unread", "config/secrets.yaml", Key: null,
                $"{counted}, {OnePasswordSource.NotConfigured}; in onprem mode values come from there",
                "set OP_CONNECT_URL and OP_CONNECT_TOKEN")
            : new Finding(
                FindingSeverity.Info, "references-unread", "config/secrets.yaml", Key: null,
                $"{counted}, {OnePasswordSource.NotConfigured}; values come from .env and the environment", Remedy: null);
    }
}
