using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who has signed in.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Actor">The principal that acts for that one; null for none.</param>
internal sealed record Caller(string Principal, string Role, string? Actor = null)
{
    public static Caller Of(UserAccount user) => new(user.ToIdentity().Principal, user.Role);

    public static Caller OfService(string name) => new(VaultIdentity.OfService(name).Principal, AccessPolicies.Service);
}
