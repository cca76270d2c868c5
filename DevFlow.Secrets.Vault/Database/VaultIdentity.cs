namespace DevFlow.Secrets.Vault;

/// <summary>Who a transaction works for. The row-level security of the database decides by it what there is to see.</summary>
public sealed record VaultIdentity
{
    private VaultIdentity(string principal, string role, Guid? user)
    {
        Principal = principal;
        Role = role;
        User = user;
    }

    /// <summary><c>user:&lt;id&gt;</c>, <c>service:&lt;name&gt;</c> or <c>engine:&lt;work&gt;</c>; what a project's members are listed by.</summary>
    public string Principal { get; }

    /// <summary><c>user</c>, <c>admin</c>, <c>service</c> or <c>maintenance</c>.</summary>
    public string Role { get; }

    /// <summary>The id of the user; null for a service and for maintenance.</summary>
    public Guid? User { get; }

    /// <summary>Whether it is a user who administers the platform. An administrator reads no secret of others.</summary>
    public bool IsAdmin => Role == "admin";

    /// <summary>A person.</summary>
    /// <param name="id">The id in <c>devflow.users</c>.</param>
    /// <param name="isAdmin">Whether the person administers the platform.</param>
    public static VaultIdentity OfUser(Guid id, bool isAdmin = false) => new($"user:{id}", isAdmin ? "admin" : "user", id);

    /// <summary>A service of the platform.</summary>
    /// <param name="name">Its name, such as <c>mcp-gateway</c>.</param>
    public static VaultIdentity OfService(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new($"service:{name}", "service", user: null);
    }

    /// <summary>The engine's own work, for nobody: setting up, signing in, re-wrapping, retention.</summary>
    /// <param name="work">What it is, such as <c>re-wrap</c>; it stands in records as who did it.</param>
    public static VaultIdentity Maintenance(string work)
    {
        ArgumentException.ThrowIfNullOrEmpty(work);
        return new($"engine:{work}", "maintenance", user: null);
    }

    /// <summary>The principal.</summary>
    public override string ToString() => Principal;
}
