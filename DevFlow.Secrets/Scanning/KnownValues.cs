
namespace DevFlow.Secrets;

/// <summary>
/// Every value of a workspace that is a secret: what the catalog's keys resolve to, what the .env layers hold, those included that a
/// higher layer hides, and what devflow itself signs in with. Nothing is handed out, so it is no access; the values stay in the search.
/// </summary>
public sealed class KnownValues
{
    private readonly HashSet<(string Key, string Value)> _values = [];
    private readonly SortedSet<string> _short = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _missed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SourceStep> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    private KnownValues()
    {
    }

    /// <summary>Finds them; null when there are none.</summary>
    public SecretSearch? Search { get; private set; }

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>The keys whose source is away: their values are not searched for, and may be later.</summary>
    public IReadOnlyCollection<string> Missed => _missed;

    /// <summary>
    /// The keys that a source refuses to tell, for want of a right or because the reference is ambiguous, with what it said: their values are not
    /// searched for until a person has put it right.
    /// </summary>
    public IReadOnlyDictionary<string, SourceStep> Refused => _refused;

    /// <summary>The sources that told the value of a key of the catalog at all, such as <c>1password</c>: one that tells none and refuses some lets nobody in.</summary>
    public IReadOnlyCollection<string> Sources => _told;

    /// <summary>The keys whose values have fewer than <see cref="SecretScrubber.MinimumLength"/> characters, and are not searched for.</summary>
    public IReadOnlyCollection<string> TooShort => _short;

    /// <summary>Whether the .env files have faults; what stands in those lines is not searched for.</summary>
    public bool HasFaults { get; private set; }

    /// <summary>Collects the values.</summary>
    /// <param name="workspaces">Whose; opened without an audit, since nothing is handed out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<KnownValues> CollectAsync(IEnumerable<SecretsWorkspace> workspaces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspaces);
        var known = new KnownValues();
        foreach (var workspace in workspaces)
            await known.AddAsync(workspace, cancellationToken);

        known._missed.ExceptWith(known._values.Select(value => value.Key));
        known.Count = known._values.Select(value => value.Value).Distinct(StringComparer.Ordinal).Count();
        known.Search = known.Count == 0 ? null : new(known._values.Select(value => KeyValuePair.Create(value.Key, value.Value)));
        return known;
    }

    private async Task AddAsync(SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        await AddCatalogAsync(workspace, cancellationToken);
        foreach (var entry in workspace.Layers.Documents.SelectMany(document => document.Entries))
            Add(entry.Key, entry.Reveal(), IsSecret(workspace, entry.Key));
        foreach (var key in (string[])[DevFlowSettingKeys.ConnectToken, DevFlowSettingKeys.Session])
        {
            if (workspace.Settings.Get(key) is { } value)
                Add(key, value, isSecret: true);
        }

        HasFaults |= workspace.Layers.Diagnostics.Any(fault => fault.Severity is FindingSeverity.Error);

        // What everyone is given to begin with is no secret.
        var example = DotEnvFile.Load(Path.Combine(workspace.Root, ".env.example"), ".env.example");
        var published = example.Entries.Select(entry => entry.Reveal()).ToHashSet(StringComparer.Ordinal);
        _values.RemoveWhere(value => published.Contains(value.Value));
    }

    private async Task AddCatalogAsync(SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        await workspace.Resolver.PreloadAsync(workspace.Catalog, cancellationToken);
        foreach (var entry in workspace.Catalog.Entries)
        {
            try
            {
                if (await workspace.Resolver.TryGetAsync(entry.Key, cancellationToken: cancellationToken) is { } value)
                {
                    _told.Add(value.Source);
                    Add(entry.Key, value.Reveal(), entry.IsSecret);
                }
                else
                {
                    AddMissed(await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken));
                }
            }
            catch (SecretRefusedException refusal)
            {
                _refused[entry.Key] = refusal.Step;
            }
        }
    }

    // In local mode a refusal is passed over, and is told by the explanation alone.
    private void AddMissed(SecretExplanation explanation)
    {
        if (explanation.Steps.FirstOrDefault(step => step.Outcome is SourceOutcome.Denied or SourceOutcome.Ambiguous) is { } refusal)
            _refused[explanation.Key] = refusal;
        else if (explanation.State is not SecretState.Missing)
            _missed.Add(explanation.Key);
    }

    private static bool IsSecret(SecretsWorkspace workspace, string key) =>
        workspace.Catalog.TryGet(key, out var entry) ? entry.IsSecret
        : key is DevFlowSettingKeys.ConnectToken or DevFlowSettingKeys.Session || !DevFlowSettingKeys.Contains(key);

    private void Add(string key, string value, bool isSecret)
    {
        value = value.Trim();
        if (SecretReference.LooksLikeReference(value))
            return;
        if (isSecret && value.Length >= SecretScrubber.MinimumLength && !IsPlain(value))
            _values.Add((key, value));

        // What the catalog does not have may be a port or a switch.
        if (isSecret && value.Length is > 0 and < SecretScrubber.MinimumLength && SecretNames.Says(key))
            _short.Add(key);

        // A URL that is no secret has one in it when it has a login.
        if (!isSecret && Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Split(':', 2) is [_, var password])
        {
            foreach (var written in (string[])[password, Uri.UnescapeDataString(password)])
                Add(key, written, isSecret: true);
        }
    }

    // An address without a login and a path names a server, and everybody may know that one.
    private static bool IsPlain(string value) =>
        TokenPlaceholders.IsExample(value)
        || SecretScrubber.IsOrdinaryWord(value)
        || (Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { UserInfo: "", PathAndQuery: "/" or "", Host.Length: > 0 });
}
