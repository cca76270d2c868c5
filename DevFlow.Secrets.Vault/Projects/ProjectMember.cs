namespace DevFlow.Secrets.Vault;

/// <summary>A member of a project.</summary>
/// <param name="Principal"><c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
/// <param name="Name">The person's name, or the service's.</param>
/// <param name="Role">One of <see cref="ProjectRoles"/>.</param>
/// <param name="AddedAt">Since when.</param>
/// <param name="AddedBy">Who added the member, or last changed the role.</param>
public sealed record ProjectMember(string Principal, string? Name, string Role, DateTimeOffset AddedAt, string AddedBy);
