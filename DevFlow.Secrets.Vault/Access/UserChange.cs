namespace DevFlow.Secrets.Vault;

/// <summary>What is to become of a person.</summary>
/// <param name="Role">One of <see cref="UserRoles"/>; null to leave it.</param>
/// <param name="DisplayName">What to show, empty for the name; null to leave it.</param>
public sealed record UserChange(string? Role, string? DisplayName);
