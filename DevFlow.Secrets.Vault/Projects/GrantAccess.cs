namespace DevFlow.Secrets.Vault;

/// <summary>What a grant lets its holder do.</summary>
public static class GrantAccess
{
    /// <summary>Reads.</summary>
    public const string Read = "read";

    /// <summary>Reads, writes new versions and goes back to old ones; deletes nothing.</summary>
    public const string Write = "write";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Write];
}
