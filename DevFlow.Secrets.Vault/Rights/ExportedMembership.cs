namespace DevFlow.Secrets.Vault;

/// <summary>That a person is a member of a project.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Role">One of <see cref="ProjectRoles"/>.</param>
/// <param name="AddedAt">Since when.</param>
/// <param name="AddedBy">By whom.</param>
public sealed record ExportedMembership(string Project, string Role, DateTimeOffset AddedAt, string AddedBy);
