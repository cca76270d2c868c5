namespace DevFlow.Secrets.Vault;

/// <summary>A person as the platform knows one.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">What the person is called here; nobody else has it.</param>
/// <param name="DisplayName">What to show; null for the name.</param>
/// <param name="Role">One of <see cref="UserRoles"/>.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ErasedAt">Since when there is nothing left of the person but this; null of everybody else.</param>
public sealed record UserAccount(Guid Id, string Name, string? DisplayName, string Role, DateTimeOffset CreatedAt, DateTimeOffset? ErasedAt)
{
    /// <summary>For whom a transaction of this person works.</summary>
    /// <returns>The identity.</returns>
    public VaultIdentity ToIdentity() => VaultIdentity.OfUser(Id, Role is UserRoles.Admin);
}
