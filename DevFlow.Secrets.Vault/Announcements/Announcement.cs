namespace DevFlow.Secrets.Vault;

/// <summary>Says that a secret has changed, so that nobody goes on with a remembered copy. It has no place for a value.</summary>
public sealed record Announcement
{
    /// <summary>Whose secret it is.</summary>
    public required SecretTier Scope { get; init; }

    /// <summary>
    /// What has changed: the environment key of a secret of the platform, or <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>. Null for all secrets.
    /// A user's is not announced: nobody remembers one, and whoever announces waits for the one who announced before to commit.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Where 1Password keeps it. Default null.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc cref="SecretInvalidation.LeastVersion"/>
    public int? LeastVersion { get; init; }

    /// <inheritdoc cref="SecretInvalidation.Revoked"/>
    public bool Revoked { get; init; }

    /// <summary>A secret of the platform has changed.</summary>
    /// <param name="key">Its environment key.</param>
    public static Announcement OfSystem(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new() { Scope = SecretTier.System, Key = key };
    }

    /// <summary>A project's secret has changed.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">The secret's key.</param>
    public static Announcement OfProject(string project, string environment, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(project);
        ArgumentException.ThrowIfNullOrEmpty(environment);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new() { Scope = SecretTier.Project, Key = $"project/{project}/{environment}/{key}" };
    }
}
