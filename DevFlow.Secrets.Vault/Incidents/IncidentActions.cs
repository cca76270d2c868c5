using System.Globalization;

namespace DevFlow.Secrets.Vault;

/// <summary>Makes actions of what a breach was found to reach: what the engine does, and what is left to people, with the place.</summary>
/// <param name="database">Counts what is to be ended.</param>
/// <param name="workspace">Where the platform's secrets come from.</param>
/// <param name="catalog">What can be rotated.</param>
/// <param name="previews">Whether it would succeed now.</param>
public sealed class IncidentActions(VaultDatabase database, SecretsWorkspace workspace, RotationCatalog catalog, RotationPreviews previews)
{
    /// <summary>How the incident is told of, as kind and where; at its begin and at its end. Default not at all.</summary>
    public Func<IEnumerable<(string Kind, string Detail)>> Notices { get; init; } = () => [];

    /// <summary>How long a plan waits for those who have to prove that a value works. Default 5 seconds; all are asked at once.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    internal async Task<IReadOnlyList<PlannedAction>> OfAsync(
        VaultIdentity identity, IncidentDraft draft, Dictionary<string, bool> projects, IReadOnlyList<SecretRead> observed, bool isProving, CancellationToken cancellationToken)
    {
        var notices = Notices().ToList();
        var access = await AccessAsync(identity, draft, cancellationToken);
        var underWay = await database.RunAsync(identity, IncidentReach.UnderWayAsync, cancellationToken);
        var connected = draft.Secrets.Keys.Any(key => AccountProvider.OfClientSecret(key) is not null)
            ? await database.RunAsync(identity, (connection, token) => IncidentReach.AccountsAsync(connection, "user:*", token), cancellationToken)
            : [];
        // What signs tokens first: until it is another, revoked keys live on in tokens.
        var found = await Task.WhenAll(draft.Secrets.OrderBy(secret => secret.Key is not KnownKeys.JwtSecret).ThenBy(secret => secret.Key, StringComparer.Ordinal)
            .Select(secret => OfSecretAsync(secret.Key, secret.Value, projects, observed, underWay, connected, isProving, cancellationToken)));
        List<PlannedAction> secrets = [.. found.OfType<PlannedAction>()];
        List<PlannedAction> all = [.. access, .. secrets.OrderBy(action => action.IsForPerson)];
        all.AddRange(draft.Accounts.Select(OfAccount));
        all.AddRange(notices.Select(notice => new PlannedAction(IncidentPhases.Contain, notice.Kind, "declared", notice.Detail, IsForPerson: false)));
        all.AddRange(draft.ForPeople.Select(what => new PlannedAction(IncidentPhases.Contain, what.Kind, what.Subject, what.Detail, IsForPerson: true)));
        if (secrets.Count > 0)
            all.Add(new(IncidentPhases.Assure, IncidentActionKinds.Invalidate, "*", "Copies of these secrets that services remember.", IsForPerson: false));
        if (access.Count > 0)
            all.Add(new(IncidentPhases.Assure, IncidentActionKinds.Sweep, "*", "What was opened meanwhile.", IsForPerson: false));
        all.AddRange(notices.Select(notice => new PlannedAction(IncidentPhases.Tell, notice.Kind, "closed", notice.Detail, IsForPerson: false)));
        return all;
    }

    private async Task<IReadOnlyList<PlannedAction>> AccessAsync(VaultIdentity identity, IncidentDraft draft, CancellationToken cancellationToken)
    {
        List<PlannedAction> actions = [];
        foreach (var (kind, who, what) in new[]
        {
            (IncidentActionKinds.RevokeKeys, draft.Keys, "keys of the API"), (IncidentActionKinds.EndSessions, draft.Sessions, "sessions"), (IncidentActionKinds.RevokeLeases, draft.Leases, "leases"),
            (IncidentActionKinds.RevokeLinks, draft.Links, "links that share"),
        })
        {
            if (who is null)
                continue;
            var there = await database.RunAsync(identity, (connection, token) => IncidentReach.AccessAsync(connection, who, token), cancellationToken);
            var count = kind switch { IncidentActionKinds.RevokeKeys => there.Keys, IncidentActionKinds.EndSessions => there.Sessions, IncidentActionKinds.RevokeLeases => there.Leases, _ => there.Links };
            actions.Add(new(IncidentPhases.Contain, kind, who, string.Create(CultureInfo.InvariantCulture, $"{what} that count now: {count}"), IsForPerson: false));
        }

        return actions;
    }

    private async Task<PlannedAction?> OfSecretAsync(
        string key, bool isNamed, Dictionary<string, bool> projects, IReadOnlyList<SecretRead> observed, IReadOnlySet<string> underWay,
        IReadOnlyList<(string Principal, string Provider, DateTimeOffset Since)> connected, bool isProving, CancellationToken cancellationToken)
    {
        if (RotationCatalog.IsOfProject(key))
            return OfProjectSecret(key, isNamed, projects);
        if (!workspace.Catalog.TryGet(key, out var entry))
        {
            return Replace(key, key is DevFlowSettingKeys.ConnectToken
                ? "Issue another token in 1Password (Developer Tools, Connect server), put it in the place of this one, and revoke this one there."
                : "It is not in config/secrets.yaml: replace it where it comes from.");
        }

        if (!entry.IsSecret)
            return null;
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        // Set nowhere, there is nothing that could be in wrong hands; unless somebody says that it is.
        if (explanation.State is SecretState.Missing && !isNamed)
            return null;
        var readers = entry.UsedBy.Concat(observed.Where(read => read.Tier == "system" && read.Key == key).Select(read => read.Service)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var readBy = readers.Count == 0 ? "read by nobody that is known" : $"read by {string.Join(", ", readers)}";
        if (AccountProvider.OfClientSecret(key) is { } provider)
            readBy += KeyReach.TokensOf(provider, connected.Count(account => account.Provider == provider));
        var place = explanation.Winner is { } winner ? $"{winner} ({explanation.WinningStep!.Detail})" : "nowhere that can be seen from here";
        if (catalog.FindRotator(entry) is not { } rotator)
            return Replace(key, $"No rotator makes another: have it replaced where it was issued, and put the new one in the place of the old: {place}; {readBy}.");
        var rotated = new PlannedAction(IncidentPhases.Contain, IncidentActionKinds.Rotate, key, $"by {rotator.Name} in {explanation.Winner ?? "the place that it has"}; {readBy}", IsForPerson: false);
        // What a preview would find is what that run has left behind.
        if (underWay.Contains(key))
            return rotated with { Detail = $"{rotated.Detail}; the rotation that is under way is ended first" };
        if (!isProving)
            return rotated;
        return await ProblemOfAsync(key, cancellationToken) switch
        {
            (true, { } problem) => Replace(key, $"It cannot be rotated by itself: {problem}. Replace it at {place}; {readBy}."),
            (true, null) => rotated,
            _ => rotated with { Detail = string.Create(CultureInfo.InvariantCulture, $"{rotated.Detail}; whether it can be was not to be seen in {Patience.TotalSeconds:0.#} s") },
        };
    }

    // Who does not answer holds up nobody who is in a hurry.
    private async Task<(bool IsKnown, string? Problem)> ProblemOfAsync(string key, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        try
        {
            var preview = await previews.OfAsync(key, by: null, limited.Token).WaitAsync(limited.Token);
            // What is said when nobody waits any more may be about that.
            return limited.IsCancellationRequested ? (false, null) : (true, preview.Problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, null);
        }
    }

    // The engine makes a random value for any key of a project when it is asked to; for one that somebody else issued that would be the next incident.
    private static PlannedAction? OfProjectSecret(string key, bool isNamed, Dictionary<string, bool> projects) => projects.TryGetValue(key, out var isMadeHere)
        ? isMadeHere
            ? new(IncidentPhases.Contain, IncidentActionKinds.Rotate, key, "by random-key in vault; its value in force was made here", IsForPerson: false)
            : Replace(key, $"Its value was written by a person: replace it where it was issued and write the new one, or, if nobody but the project's services has to know it, `devflow rotate {key} --rotator random-key`.")
        : isNamed ? Replace(key, "It is not in the vault any more: replace it where it was issued.") : null;

    private static PlannedAction OfAccount((string Principal, string Provider, DateTimeOffset Since) account) => new(
        IncidentPhases.Contain, IncidentActionKinds.Disconnect(account.Provider), account.Principal,
        string.Create(CultureInfo.InvariantCulture, $"what the account at {AccountProvider.TitleOf(account.Provider)} has granted since {account.Since.UtcDateTime:yyyy-MM-dd} is ended there, and its tokens are forgotten here; the person connects it anew"),
        IsForPerson: false);

    private static PlannedAction Replace(string key, string detail) => new(IncidentPhases.Contain, IncidentActionKinds.Replace, key, detail, IsForPerson: true);
}
