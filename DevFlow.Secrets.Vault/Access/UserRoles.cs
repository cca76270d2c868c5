namespace DevFlow.Secrets.Vault;

/// <summary>The roles of people.</summary>
public static class UserRoles
{
    /// <summary>Who works with the platform.</summary>
    public const string Member = "member";

    /// <summary>Who also administers it: people, their keys, alerts. An administrator reads no secret of others.</summary>
    public const string Admin = "admin";

    /// <summary>Whether it is one of them.</summary>
    /// <param name="role">The role.</param>
    public static bool IsKnown(string? role) => role is Member or Admin;
}
