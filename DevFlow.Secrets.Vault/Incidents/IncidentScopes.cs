namespace DevFlow.Secrets.Vault;

/// <summary>What a breach is of.</summary>
public static class IncidentScopes
{
    /// <summary>One secret.</summary>
    public const string Secret = "secret";

    /// <summary>All that a service could read, and what it holds.</summary>
    public const string Service = "service";

    /// <summary>All that a person could read, and what the person gets in with.</summary>
    public const string User = "user";

    /// <summary>All secrets of a tier.</summary>
    public const string Tier = "tier";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Secret, Service, User, Tier];
}
