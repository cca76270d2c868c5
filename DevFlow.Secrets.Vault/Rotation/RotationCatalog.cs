namespace DevFlow.Secrets.Vault;

/// <summary>Which secrets can be replaced, and by what.</summary>
/// <param name="workspace">The catalog.</param>
/// <param name="rotators">All that are built in.</param>
/// <param name="described">Those that files describe; one that has the name of one built in is never asked.</param>
public sealed class RotationCatalog(SecretsWorkspace workspace, IEnumerable<IRotator> rotators, DescribedRotators? described = null)
{
    private const string ProjectPrefix = "project/";

    private readonly IReadOnlyList<IRotator> _rotators = [.. rotators];

    /// <summary>The secrets of the platform that something replaces, or that a period is set for.</summary>
    public IEnumerable<CatalogEntry> Entries => workspace.Catalog.Entries.Where(entry => entry.IsSecret && (entry.RotateEvery is not null || FindRotator(entry) is not null));

    /// <summary>What is known of a secret.</summary>
    /// <param name="secret">Its environment key, or <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>.</param>
    /// <param name="rotator">What is to rotate a project's secret; null where that is known, or not asked for.</param>
    /// <exception cref="VaultException">There is none, it is none that is kept secret, or a rotator is named of which the catalog says what it is.</exception>
    public CatalogEntry GetEntry(string secret, string? rotator = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (IsOfProject(secret))
        {
            return secret.Split('/') is [_, var project, var environment, var key] && VaultNames.ProblemOfProject(project) is null
                && VaultNames.Environments.Contains(environment) && VaultNames.ProblemOfKey(key) is null
                ? new() { Path = secret, Key = secret, Tier = SecretTier.Project, Rotator = rotator }
                : throw new VaultException(VaultError.Invalid, "A project's secret is written project/<project>/<environment>/<KEY>.");
        }

        if (!workspace.Catalog.TryGet(secret, out var entry))
            throw new VaultException(VaultError.NotFound, $"There is no secret '{secret}' in config/secrets.yaml.");
        if (rotator is not null && rotator != entry.Rotator)
            throw new VaultException(VaultError.Invalid, $"What rotates {secret} is said at config/secrets.yaml:{entry.Line}, and nowhere else.");
        return entry.IsSecret
            ? entry
            : throw new VaultException(VaultError.Invalid, $"'{secret}' is not kept secret, so there is nothing to rotate (config/secrets.yaml:{entry.Line}).");
    }

    /// <summary>Whether a secret is a project's, by the way it is written.</summary>
    internal static bool IsOfProject(string secret) => secret.StartsWith(ProjectPrefix, StringComparison.Ordinal);

    /// <summary>The tier of a secret, also of one that is no more in the catalog.</summary>
    internal SecretTier TierOf(string secret) =>
        IsOfProject(secret) ? SecretTier.Project : workspace.Catalog.TryGet(secret, out var entry) ? entry.Tier : SecretTier.System;

    /// <summary>What replaces a secret; null where that is left to people.</summary>
    /// <param name="entry">The secret.</param>
    public IRotator? FindRotator(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Rotator is { } name ? Find(name) : _rotators.FirstOrDefault(rotator => rotator.IsDefaultFor(entry));
    }

    /// <summary>What replaces a secret.</summary>
    /// <param name="entry">The secret.</param>
    /// <exception cref="VaultException">Nothing does; the message says what to do.</exception>
    public IRotator GetRotator(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return FindRotator(entry) ?? throw new VaultException(VaultError.Invalid, entry is { Tier: SecretTier.Project }
            ? $"Say what rotates {entry.Key}, which may be a key that somebody else issued: rotator random-key, if it is one that DevFlow may make ({Names})."
            : entry.Rotator is { } name
            ? $"There is no rotator '{name}', which config/secrets.yaml:{entry.Line} names for {entry.Key}; there are {Names}."
            : $"Nothing is known to rotate {entry.Key}: replace it by hand, or name what does with rotator: at config/secrets.yaml:{entry.Line} ({Names}).");
    }

    /// <summary>A rotator by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="RotationException">There is none any more.</exception>
    internal IRotator GetRotator(string name) => Find(name)
        ?? throw new RotationException($"there is no rotator '{name}' in this engine; there are {Names}");

    private IRotator? Find(string name) => _rotators.FirstOrDefault(rotator => rotator.Name == name) ?? described?.Find(name);

    private string Names => string.Join(", ", _rotators.Select(rotator => rotator.Name).Concat(described?.Names ?? []));
}
