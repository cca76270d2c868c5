namespace DevFlow.Secrets.Vault;

/// <summary>The keys that the sources of a project name in one environment; of a key that several name, the source that wins.</summary>
internal sealed class ProjectListing(ProjectSecrets all, ProjectRow project, string environment)
{
    public async Task<IReadOnlyList<ProjectSecret>> ReadAsync(IReadOnlyList<VaultSecret> stored, CancellationToken cancellationToken)
    {
        var byKey = new SortedDictionary<string, ProjectSecret>(StringComparer.Ordinal);
        foreach (var secret in (await OnePasswordAsync(cancellationToken)).Concat(Files()).Concat(Stored(environment, stored)))
            byKey.TryAdd(secret.Key, secret);
        return [.. byKey.Values];
    }

    private async Task<IEnumerable<ProjectSecret>> OnePasswordAsync(CancellationToken cancellationToken)
    {
        if (new ProjectScope(project, environment, Key: "_").Reference is not { } reference || all.Workspace.OnePassword.Current().Reader is not { } reader)
            return [];
        try
        {
            var item = (await reader.FindItemAsync(reference, cancellationToken)).Item;
            return item.Fields
                .Where(field => field.Value is { IsEmpty: false } && field.Label is { } label && VaultNames.ProblemOfKey(label) is null)
                .Select(field => new ProjectSecret(field.Label!, SecretSourceNames.OnePassword, item.Version, UpdatedAt: null));
        }
        catch (ConnectException)
        {
            // As the cascade passes over a source that is away; the explanation of a key says why.
            return [];
        }
    }

    private IEnumerable<ProjectSecret> Files() => all.Files.Load(project.Name, environment).Documents
        .SelectMany(document => document.Entries)
        .Where(entry => !entry.IsEmpty && VaultNames.ProblemOfKey(entry.Key) is null)
        .Select(entry => new ProjectSecret(entry.Key, SecretSourceNames.DotEnv, Version: null, UpdatedAt: null));

    /// <summary>What the database has, also what another source hides.</summary>
    public static IEnumerable<ProjectSecret> Stored(string environment, IReadOnlyList<VaultSecret> stored)
    {
        var prefix = ProjectScope.StoredNameOf(environment, "");
        return stored.Where(secret => secret.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(secret => new ProjectSecret(secret.Name[prefix.Length..], SecretSourceNames.Vault, secret.Version, secret.UpdatedAt));
    }
}
