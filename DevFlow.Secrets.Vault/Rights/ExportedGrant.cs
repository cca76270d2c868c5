namespace DevFlow.Secrets.Vault;

/// <summary>That a person was granted access to secrets of a project.</summary>
/// <param name="Project">The project's name; null for one that the person does not see any more.</param>
/// <param name="Environment">One of <see cref="VaultNames.Environments"/>.</param>
/// <param name="Key">The one key; null for all of the environment.</param>
/// <param name="Access">One of <see cref="GrantAccess"/>.</param>
/// <param name="GrantedAt">Since when.</param>
/// <param name="GrantedBy">By whom.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record ExportedGrant(string? Project, string Environment, string? Key, string Access, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset ExpiresAt);
