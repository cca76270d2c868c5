namespace DevFlow.Secrets.Vault;

/// <summary>What is done about a breach.</summary>
public static class IncidentActionKinds
{
    /// <summary>A secret is rotated, and its value of before ended.</summary>
    public const string Rotate = "rotate";

    /// <summary>A secret is replaced by a person.</summary>
    public const string Replace = "replace";

    /// <summary>A person looks at what no program can judge.</summary>
    public const string Look = "look";

    /// <summary>Keys of the API are revoked.</summary>
    public const string RevokeKeys = "revoke-keys";

    /// <summary>Sessions in browsers are ended.</summary>
    public const string EndSessions = "end-sessions";

    /// <summary>Logins of the database on lease are ended.</summary>
    public const string RevokeLeases = "revoke-leases";

    /// <summary>Links that share are ended.</summary>
    public const string RevokeLinks = "revoke-links";

    /// <summary>Everybody who remembers copies is told to forget them.</summary>
    public const string Invalidate = "invalidate";

    /// <summary>What was opened while the rest was done, with what still counted then, is ended too.</summary>
    public const string Sweep = "sweep";

    /// <summary>What a person's account elsewhere has granted is ended there, and its tokens are forgotten here; the provider's name comes after it.</summary>
    public const string DisconnectPrefix = "disconnect-";

    /// <summary>A webhook is told.</summary>
    public const string NotifyWebhook = "notify-webhook";

    /// <summary>A mail is written.</summary>
    public const string NotifyMail = "notify-mail";

    /// <summary>The kind that ends what an account at a provider has granted.</summary>
    /// <param name="provider">The provider's name.</param>
    public static string Disconnect(string provider) => $"{DisconnectPrefix}{provider}";

    /// <summary>Whether it tells of the incident, and nothing has to wait for it.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsNotice(string kind) => kind is NotifyWebhook or NotifyMail;

    // Others answer to it, when they do.
    internal static bool HoldsUpNothing(string kind) => IsNotice(kind) || kind.StartsWith(DisconnectPrefix, StringComparison.Ordinal);
}
