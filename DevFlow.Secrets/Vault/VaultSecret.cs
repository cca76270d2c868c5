namespace DevFlow.Secrets;

/// <summary>A secret of the vault as lists show it. There is no room for a value.</summary>
public sealed record VaultSecret
{
    /// <summary>Its name; see <see cref="VaultNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The version that is read by default, counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>When its first version was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When this version was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the value stops to work where it is used, as its issuer said; null when that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Whether the 1Password vault that is set aside for its owner has this version; false while it is on its way there, null when none is set aside, and
    /// for a project's secret.
    /// </summary>
    public bool? IsCopied { get; init; }
}
