namespace DevFlow.Secrets.Vault;

/// <summary>A version of a secret, with its value.</summary>
/// <param name="Version">Its number.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="CreatedBy">Who wrote it.</param>
/// <param name="ExpiresAt">When the value stops to work; null when that is not known.</param>
/// <param name="Value">The value; null when it does not open.</param>
/// <param name="Problem">Why it does not open.</param>
public sealed record ExportedVersion(int Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, string? Value, string? Problem)
{
    /// <summary>The version whose value it has, where the person went back to it.</summary>
    public int? RestoredFrom { get; init; }

    /// <summary>The number and nothing else.</summary>
    public override string ToString() => $"version {Version}";
}
