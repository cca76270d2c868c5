namespace DevFlow.Secrets.Vault;

/// <summary>How much one owner may keep: enough for any use, and nobody fills the database, or the memory of who reads all of it.</summary>
public static class VaultLimits
{
    /// <summary>
    /// The most secrets of one user, and of one environment of a project: 1,000. One more is <see cref="VaultError.Invalid"/>; of several writers at the
    /// same moment a few may get past it.
    /// </summary>
    public const int Secrets = 1000;

    /// <summary>The most versions of a secret that can be read: 100. The next one takes the place of the oldest, whose data key is destroyed.</summary>
    public const int Versions = 100;
}
