namespace DevFlow.Secrets.Vault;

/// <summary>Where secrets live.</summary>
/// <param name="workspace">The cascade of the platform's own secrets, and its stores.</param>
/// <param name="projects">The secrets of projects.</param>
/// <param name="record">Puts on record what is written.</param>
public sealed class RotationDestinations(SecretsWorkspace workspace, ProjectSecrets projects, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    private readonly ProjectDestination _vault = new(projects);

    /// <summary>The place of a name.</summary>
    /// <param name="name">As in <see cref="SecretSourceNames"/>.</param>
    /// <exception cref="RotationException">Nothing is rotated there.</exception>
    internal ISecretDestination Get(string name) => name switch
    {
        SecretSourceNames.OnePassword or SecretSourceNames.DotEnv => new StoreDestination(workspace.GetReplacingStore(name), record),
        SecretSourceNames.Vault => _vault,
        _ => throw new RotationException($"nothing can be written to '{name}'"),
    };

    /// <summary>Finds the one place from which everybody has a secret, and the value there.</summary>
    /// <exception cref="RotationException">There is none, it cannot be told, or nothing can be written there.</exception>
    internal async Task<(ISecretDestination Place, SecretValue Current)> FindAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var explanation = entry.Tier is SecretTier.Project
            ? await _vault.ExplainAsync(entry, cancellationToken)
            : await workspace.Resolver.ExplainAsync(entry.Key, cancellationToken: cancellationToken);
        // What stands above the winner and was not to be asked may hold the value that others have.
        if (explanation.Steps.TakeWhile(step => step != explanation.WinningStep).FirstOrDefault(step => step.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.Ambiguous) is { } doubt)
            throw new RotationException($"where {entry.Key} lives cannot be told: {doubt.Source}: {doubt.Detail}{(doubt.Remedy is { } remedy ? $"; {remedy}" : "")}");
        if (explanation.Winner is not { } winner || explanation.WinningStep is not { } step)
            throw new RotationException($"{entry.Key} is set nowhere: there is nothing to rotate");
        if (winner is SecretSourceNames.AppHost or SecretSourceNames.Environment || (entry.Tier is SecretTier.Project && winner != SecretSourceNames.Vault))
            throw new RotationException($"{entry.Key} comes from {winner} ({step.Detail}), which cannot be written from here; replace it there");
        if (step.Source != winner)
            throw new RotationException($"{entry.Key} is a line of .env that refers to 1Password ({step.Detail}); give it that reference in config/secrets.yaml instead");
        var place = Get(winner);
        var current = await place.ReadAsync(entry, cancellationToken);
        if (entry.Tier is not SecretTier.Project && !await IsInForceAsync(entry, current, cancellationToken))
            throw new RotationException($"the value of {entry.Key} that is in force is not the one at {winner} ({step.Detail}): a higher layer hides it, or it has just been changed");
        return (place, current);
    }

    /// <summary>What a secret's readers are told when its value was replaced.</summary>
    internal static Announcement AnnouncementOf(CatalogEntry entry, SecretValue there) => new()
    {
        Scope = entry.Tier,
        Key = entry.Key,
        Reference = there.Reference?.ToString(),
        LeastVersion = there.Reference is null ? null : there.Version,
    };

    /// <summary>Lets this process, which need not wait for the announcement, ask anew.</summary>
    internal void Forget(CatalogEntry entry, SecretValue there)
    {
        if (there.Source == SecretSourceNames.DotEnv)
            workspace.Reload();
        else if (there.Source == SecretSourceNames.OnePassword)
            workspace.Invalidate(new SecretInvalidation { Key = entry.Key, Reference = there.Reference, LeastVersion = there.Version });
    }

    // What is remembered may be behind: it is asked once more, and then nobody remembers.
    private async Task<bool> IsInForceAsync(CatalogEntry entry, SecretValue current, CancellationToken cancellationToken)
    {
        if (await ResolveAsync() == current.Reveal())
            return true;
        Forget(entry, current);
        return await ResolveAsync() == current.Reveal();

        async Task<string?> ResolveAsync() => (await workspace.InspectAsync(entry, cancellationToken)).Value?.Reveal();
    }
}
