using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who has signed in.</summary>
internal sealed record Caller(string Principal, string Role)
{
    public static Caller Of(UserAccount user) => new(user.ToIdentity().Principal, user.Role);

    public static Caller OfService(string name) => new(VaultIdentity.OfService(name).Principal, AccessPolicies.Service);
}
