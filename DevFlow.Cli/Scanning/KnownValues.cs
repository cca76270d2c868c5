using DevFlow.Secrets;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// Every value of the workspace that is a secret: what the catalog's keys resolve to, and what the .env layers hold, those included that a
/// higher layer hides. Nothing is handed out, so it is no access; the values stay in the search.
/// </summary>
internal static class KnownValues
{
    // Of the values that no catalog calls none: words that stand in every second file.
    private static readonly string[] _words =
    [
        "development", "production", "localhost", "disabled", "information", "critical", "postgres", "postgresql", "readonly", "required",
        "optional", "internal", "external", "password", "changeme", "standard", "unlimited",
    ];

    /// <summary>Collects the values, and says what could not be: it is not searched for.</summary>
    public static async Task<SecretSearch?> CollectAsync(SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        var values = new HashSet<(string Key, string Value)>();
        await AddCatalogAsync(workspace, values, cancellationToken);
        foreach (var entry in workspace.Layers.Documents.SelectMany(document => document.Entries))
            Add(values, entry.Key, entry.Reveal(), IsSecret(workspace, entry.Key));
        if (workspace.Layers.Diagnostics.Any(fault => fault.Severity is FindingSeverity.Error))
            Talk.Warning("the .env files have faults, and what stands in those lines is not searched for; 'devflow verify' lists them");

        // What everyone is given to begin with is no secret.
        var example = DotEnvFile.Load(Path.Combine(workspace.Root, ".env.example"), ".env.example");
        var published = example.Entries.Select(entry => entry.Reveal()).ToHashSet(StringComparer.Ordinal);
        values.RemoveWhere(value => published.Contains(value.Value));
        return values.Count == 0 ? null : new SecretSearch(values.Select(value => KeyValuePair.Create(value.Key, value.Value)));
    }

    private static async Task AddCatalogAsync(
        SecretsWorkspace workspace, HashSet<(string Key, string Value)> values, CancellationToken cancellationToken)
    {
        await workspace.Resolver.PreloadAsync(workspace.Catalog, cancellationToken);
        var missed = new List<string>();
        foreach (var entry in workspace.Catalog.Entries)
        {
            try
            {
                if (await workspace.Resolver.TryGetAsync(entry.Key, cancellationToken: cancellationToken) is { } value)
                    Add(values, entry.Key, value.Reveal(), entry.IsSecret);
                else if ((await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken)).State is not SecretState.Missing)
                    missed.Add(entry.Key);
            }
            catch (SecretRefusedException)
            {
                missed.Add(entry.Key);
            }
        }

        if (missed.Count > 0)
            Talk.Warning($"not searched for, since no source tells them now: {string.Join(", ", missed)}; 'devflow explain KEY' says why");
    }

    private static bool IsSecret(SecretsWorkspace workspace, string key) =>
        workspace.Catalog.TryGet(key, out var entry) ? entry.IsSecret
        : key is DevFlowSettingKeys.ConnectToken or DevFlowSettingKeys.Session || !DevFlowSettingKeys.Contains(key);

    private static void Add(HashSet<(string Key, string Value)> values, string key, string value, bool isSecret)
    {
        value = value.Trim();
        if (SecretReference.LooksLikeReference(value))
            return;
        if (isSecret && value.Length >= SecretScrubber.MinimumLength && !IsPlain(value))
            values.Add((key, value));

        // A URL that is no secret has one in it when it has a login.
        if (!isSecret && Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Split(':', 2) is [_, var password])
        {
            foreach (var written in (string[])[password, Uri.UnescapeDataString(password)])
                Add(values, key, written, isSecret: true);
        }
    }

    // An address without a login and a path names a server, and everybody may know that one.
    private static bool IsPlain(string value) =>
        TokenPlaceholders.IsExample(value)
        || _words.Contains(value, StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { UserInfo: "", PathAndQuery: "/" or "", Host.Length: > 0 });
}
