namespace DevFlow.Secrets;

/// <summary>One secret (or setting kept beside the secrets) as <c>config/secrets.yaml</c> lists it.</summary>
public sealed record CatalogEntry
{
    /// <summary>The configuration path in the file, dotted: <c>llm.aosentry.api_key</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The environment key: <c>AOSENTRY_API_KEY</c>. Unique in the catalog.</summary>
    public required string Key { get; init; }

    /// <summary>Where 1Password keeps it; null for an entry that is not kept there.</summary>
    public SecretReference? Reference { get; init; }

    /// <summary>Whether the value is to be kept secret. Default true; false for URLs and client ids.</summary>
    public bool IsSecret { get; init; } = true;

    /// <summary>Whose secret it is. Default <see cref="SecretTier.System"/>.</summary>
    public SecretTier Tier { get; init; } = SecretTier.System;

    /// <summary>What it is for, in one line.</summary>
    public string? Description { get; init; }

    /// <summary>The modes that cannot run without it. Default none.</summary>
    public IReadOnlyList<DevFlowMode> RequiredIn { get; init; } = [];

    /// <summary>Whether a mode cannot run without it; never when the mode is not known.</summary>
    /// <param name="mode">The mode; null when it is not known.</param>
    public bool IsRequiredIn(DevFlowMode? mode) => mode is { } known && RequiredIn.Contains(known);

    /// <summary>After how long it is to be replaced; null for never. Written <c>90d</c>, <c>12h</c> or <c>30m</c>.</summary>
    public TimeSpan? RotateEvery { get; init; }

    /// <summary>What replaces it, by name; null for what is known of the key, and for a key of which nothing is known a person. Written <c>rotator: random-key</c>.</summary>
    public string? Rotator { get; init; }

    /// <summary>
    /// How long the value before is accepted beside the new one; null for what the rotator has. Written as <see cref="RotateEvery"/> is.
    /// </summary>
    public TimeSpan? RotationOverlap { get; init; }

    /// <summary>When it may be replaced by schedule; null for at any time. Written <c>window: 02:00-05:00</c>, in UTC.</summary>
    public RotationWindow? RotationWindow { get; init; }

    /// <summary>The services that read it.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];

    /// <summary>
    /// The connection name under which the app host hands over the URL of a resource that it started
    /// (<c>ConnectionStrings__{name}</c>); such a value answers above the cascade. Null when nothing is assigned.
    /// </summary>
    public string? AssignedConnection { get; init; }

    /// <summary>The line of the file on which the entry stands, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The column in which the entry's value starts, from 1.</summary>
    public int Column { get; init; }
}
