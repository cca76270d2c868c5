namespace DevFlow.Secrets.Vault;

/// <summary>The states of a <see cref="ShareLink"/>. It is never open again.</summary>
public static class ShareLinkState
{
    /// <summary>It can be opened.</summary>
    public const string Open = "open";

    /// <summary>It was opened as often as it could be.</summary>
    public const string UsedUp = "used-up";

    /// <summary>Its time is over.</summary>
    public const string Expired = "expired";

    /// <summary>Its creator ended it, or an administrator.</summary>
    public const string Revoked = "revoked";

    /// <summary>Too many wrong passphrases were tried.</summary>
    public const string Locked = "locked";
}
