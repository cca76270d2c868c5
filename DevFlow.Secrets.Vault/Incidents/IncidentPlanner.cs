namespace DevFlow.Secrets.Vault;

/// <summary>Finds out what a breach reaches, and what is to be done about it. Nothing is changed by it.</summary>
/// <param name="database">Who could read what, and what they get in with.</param>
/// <param name="workspace">The catalog, and where the platform's secrets come from.</param>
/// <param name="reads">Which service was seen to read what.</param>
/// <param name="actions">Makes actions of what was found.</param>
public sealed class IncidentPlanner(VaultDatabase database, SecretsWorkspace workspace, SecretReads reads, IncidentActions actions)
{
    /// <summary>What would be done.</summary>
    /// <param name="identity">Who asks: an administrator.</param>
    /// <param name="scope">One of <see cref="IncidentScopes"/>.</param>
    /// <param name="subject">The key of a secret, also of a project's; the name of a service; the name or id of a person; or a tier.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is no such scope or subject, the caller may not, or the database is away.</exception>
    public Task<IncidentPlan> PlanAsync(VaultIdentity identity, string scope, string subject, CancellationToken cancellationToken) =>
        MakeAsync(identity, scope, subject, isProving: true, cancellationToken);

    /// <summary>As <see cref="PlanAsync"/>; where nothing is to be proven, nobody else has to answer for it.</summary>
    internal async Task<IncidentPlan> MakeAsync(VaultIdentity identity, string scope, string subject, bool isProving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        // What a token says is minutes old.
        if (!identity.IsAdmin || !await database.RunAsync(identity, IncidentReach.IsAdministratorAsync, cancellationToken))
            throw new VaultException(VaultError.Forbidden, "Only an administrator of the platform declares a breach.");
        var draft = new IncidentDraft();
        var projects = await ProjectSecretsAsync(identity, "*", cancellationToken);
        var observed = await reads.ListAsync(identity, key: null, cancellationToken);
        var canonical = scope switch
        {
            IncidentScopes.Secret => OfSecret(draft, subject, projects),
            IncidentScopes.Service => await OfServiceAsync(draft, identity, subject, observed, cancellationToken),
            IncidentScopes.User => await OfUserAsync(draft, identity, subject, cancellationToken),
            IncidentScopes.Tier => await OfTierAsync(draft, identity, subject, projects, cancellationToken),
            _ => throw new VaultException(VaultError.Invalid, $"A breach is of a {string.Join(", ", IncidentScopes.All)}."),
        };
        return new(scope, canonical, await actions.OfAsync(identity, draft, projects, observed, isProving, cancellationToken));
    }

    private string OfSecret(IncidentDraft draft, string key, Dictionary<string, bool> projects)
    {
        var isKnown = RotationCatalog.IsOfProject(key) ? projects.ContainsKey(key)
            : key is DevFlowSettingKeys.ConnectToken || (workspace.Catalog.TryGet(key, out var entry) && entry.IsSecret);
        if (!isKnown)
            throw new VaultException(VaultError.NotFound, $"There is no secret '{key}': name a key of config/secrets.yaml, {DevFlowSettingKeys.ConnectToken}, or project/<project>/<environment>/<KEY>.");
        draft.Add(key, isNamed: true);
        AddOpened(draft);
        draft.Links ??= key;
        return key;
    }

    private async Task<string> OfServiceAsync(
        IncidentDraft draft, VaultIdentity identity, string name, IReadOnlyList<SecretRead> observed, CancellationToken cancellationToken)
    {
        var principal = VaultIdentity.OfService(name.StartsWith("service:", StringComparison.Ordinal) ? name["service:".Length..] : name).Principal;
        var service = principal["service:".Length..];
        AddCatalog(draft, entry => entry.UsedBy.Contains(service));
        foreach (var read in observed.Where(read => read.Service == service))
            draft.Add(read.Key);
        foreach (var secret in (await ProjectSecretsAsync(identity, principal, cancellationToken)).Keys)
            draft.Add(secret);
        var (_, _, leases, _) = await database.RunAsync(identity, (connection, token) => IncidentReach.AccessAsync(connection, principal, token), cancellationToken);
        if (draft.Secrets.Count == 0 && leases == 0)
        {
            var known = workspace.Catalog.Entries.SelectMany(entry => entry.UsedBy).Concat(observed.Select(read => read.Service)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            throw new VaultException(VaultError.NotFound, $"No service '{service}' is known to read a secret or to hold a lease; known are {string.Join(", ", known)}.");
        }

        AddOpened(draft);
        AddSigning(draft);
        draft.Leases ??= principal;
        draft.Links ??= principal;
        draft.ForPeople.Add((IncidentActionKinds.Look, principal, $"Stop {service}, look at what runs there, and start the platform again: what {service} signs in with is given to it at the start, and is another one then. Whatever has it can sign in until then: end what it opened since (`devflow lease list`)."));
        return principal;
    }

    private async Task<string> OfUserAsync(IncidentDraft draft, VaultIdentity identity, string known, CancellationToken cancellationToken)
    {
        var (principal, seen) = await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var person = await IncidentReach.PersonAsync(connection, known, token) ?? throw new VaultException(VaultError.NotFound, $"There is no user '{known}'.");
                return (person, await IncidentReach.ReadsAsync(connection, person, token));
            },
            cancellationToken);
        foreach (var secret in (await ProjectSecretsAsync(identity, principal, cancellationToken)).Keys.Concat(seen))
            draft.Add(secret);
        AddOpened(draft);
        await AddPeopleAsync(draft, identity, principal, cancellationToken);
        return principal;
    }

    private async Task<string> OfTierAsync(IncidentDraft draft, VaultIdentity identity, string tier, Dictionary<string, bool> projects, CancellationToken cancellationToken)
    {
        switch (tier)
        {
            case "system":
                AddCatalog(draft, _ => true);
                AddOpened(draft);
                draft.Links = "*";
                return tier;
            case "user":
                await AddPeopleAsync(draft, identity, "user:*", cancellationToken);
                return tier;
            case "project":
                draft.Links = "*";
                foreach (var secret in projects.Keys)
                    draft.Add(secret);
                return tier;
            default:
                throw new VaultException(VaultError.Invalid, "A tier is system, user or project.");
        }
    }

    // What the keys that were found open themselves, which is everybody's where it is anything.
    private void AddOpened(IncidentDraft draft)
    {
        // Whoever has the token reads what it opens.
        if (draft.Secrets.ContainsKey(DevFlowSettingKeys.ConnectToken))
            AddCatalog(draft, entry => entry.Reference is not null);
        foreach (var key in draft.Secrets.Keys)
            KeyReach.AddTo(draft, key);
    }

    // With the secret that signs them replaced, tokens that were given out before count no more: they would for a quarter of an hour.
    private void AddSigning(IncidentDraft draft) => AddCatalog(draft, entry => entry.Key is KnownKeys.JwtSecret);

    private async Task AddPeopleAsync(IncidentDraft draft, VaultIdentity identity, string who, CancellationToken cancellationToken)
    {
        var (owners, accounts) = await database.RunAsync(
            identity, async (connection, token) => (await IncidentReach.OwnersAsync(connection, who, token), await IncidentReach.AccountsAsync(connection, who, token)), cancellationToken);
        draft.Keys = who;
        draft.Sessions ??= who;
        draft.Leases ??= who;
        draft.Links ??= who;
        AddSigning(draft);
        foreach (var (owner, count) in owners)
            draft.ForPeople.Add((IncidentActionKinds.Replace, VaultIdentity.OfUser(owner).Principal, $"Secrets of this person's own: {count}. The person alone sees them: have each replaced where it was issued, and written anew."));
        draft.Accounts.AddRange(accounts);
        // The engine ends what was granted; in whose hands the account itself is, it cannot know, nor whose one is that was connected at the last moment.
        draft.ForPeople.Add((IncidentActionKinds.Look, who, "Whoever has an account at a provider that is connected here signs in with it, also after this, and connects it anew. See which there are and since when (GET /api/v1/users/ID/accounts), make sure with its person that each is the person's own and in no other hands, and take away what is not (DELETE /api/v1/users/ID/accounts/PROVIDER)."));
    }

    private void AddCatalog(IncidentDraft draft, Func<CatalogEntry, bool> isReached)
    {
        foreach (var entry in workspace.Catalog.Entries.Where(entry => entry.IsSecret && isReached(entry)))
            draft.Add(entry.Key);
    }

    private Task<Dictionary<string, bool>> ProjectSecretsAsync(VaultIdentity identity, string who, CancellationToken cancellationToken) =>
        database.RunAsync(identity, (connection, token) => IncidentReach.ProjectSecretsAsync(connection, who, token), cancellationToken);
}
