namespace DevFlow.Secrets.Vault;

/// <summary>One key of one project in one environment.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Key">The key.</param>
internal sealed record ProjectScope(ProjectRow Project, string Environment, string Key)
{
    /// <summary>Under what it stands in records, spans and announcements; no key of the platform looks like it.</summary>
    public string FullKey => $"project/{Project.Name}/{Environment}/{Key}";

    /// <summary>Its name in the database, which its value is bound to.</summary>
    public string StoredName => StoredNameOf(Environment, Key);

    /// <summary>Where the project's own 1Password vault keeps it; null without such a vault.</summary>
    public SecretReference? Reference => Project.VaultId is { } vault
        ? new SecretReference(vault, Environment, section: null, Key, attribute: null, sshFormat: null)
        : null;

    public static string StoredNameOf(string environment, string key) => $"{environment}/{key}";

    /// <exception cref="VaultException">The environment is none of the three, or the key is no key.</exception>
    public static void Check(string environment, string? key)
    {
        if (!VaultNames.Environments.Contains(environment))
            throw new VaultException(VaultError.Invalid, $"An environment is one of {string.Join(", ", VaultNames.Environments)}.");
        if (key is not null && VaultNames.ProblemOfKey(key) is { } problem)
            throw new VaultException(VaultError.Invalid, $"A key {problem}.");
    }
}
