namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who may call what: the names of the policies, which endpoints require.</summary>
internal static class AccessPolicies
{
    /// <summary>Whoever is signed in, a person or a service.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A person, for what is that person's own.</summary>
    public const string User = "user";

    /// <summary>A person who administers the platform.</summary>
    public const string Admin = "admin";

    /// <summary>A service of the platform.</summary>
    public const string Service = "service";

    /// <summary>A person who administers the platform, or a service of it.</summary>
    public const string Operator = "operator";
}
