namespace DevFlow.Secrets.Vault;

/// <summary>A project as its members, and administrators of the platform, see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">The caller's role in it, one of <see cref="ProjectRoles"/>; null for an administrator of the platform who is no member.</param>
/// <param name="OnePasswordVault">The title of the project's own 1Password vault; null when it has none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record Project(string Name, string? Role, string? OnePasswordVault, DateTimeOffset CreatedAt, string CreatedBy);
