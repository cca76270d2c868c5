namespace DevFlow.Secrets.Vault;

/// <summary>How it can go when a link is opened; of one that has ended it is its <see cref="ShareLinkState"/>.</summary>
public static class ShareOutcome
{
    /// <summary>What is shared was handed out, and counted.</summary>
    public const string Opened = "opened";

    /// <summary>There is no such link, or who asks does not have its key.</summary>
    public const string None = "none";

    /// <summary>It takes a passphrase, and none was given. Nothing is counted.</summary>
    public const string Passphrase = "passphrase";

    /// <summary>The passphrase was another. That is counted, and no view is.</summary>
    public const string Wrong = "wrong";
}
