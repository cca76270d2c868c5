namespace DevFlow.Secrets.Vault;

/// <summary>Access for a while, for who is no member of a project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Principal">Whose: <c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
/// <param name="Environment">One of <see cref="VaultNames.Environments"/>.</param>
/// <param name="Key">The one key; null for all of the environment.</param>
/// <param name="Access">One of <see cref="GrantAccess"/>.</param>
/// <param name="GrantedAt">Since when.</param>
/// <param name="GrantedBy">Who granted it.</param>
/// <param name="ExpiresAt">Until when, by the database's clock.</param>
public sealed record ProjectGrant(Guid Id, string Principal, string Environment, string? Key, string Access, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset ExpiresAt);
