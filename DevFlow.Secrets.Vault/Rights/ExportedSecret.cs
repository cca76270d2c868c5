namespace DevFlow.Secrets.Vault;

/// <summary>A secret of a person with all its versions, the newest first.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was first written.</param>
/// <param name="UpdatedAt">When it was last written.</param>
/// <param name="Versions">The versions.</param>
public sealed record ExportedSecret(string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<ExportedVersion> Versions);
