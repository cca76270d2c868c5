using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The words by which a page is told why somebody has not come in.</summary>
internal static class Problems
{
    /// <summary>The person said no there.</summary>
    public const string Denied = "denied";

    /// <summary>It was not begun in this browser, was used before, or took too long.</summary>
    public const string State = "state";

    /// <summary>The provider does not answer, or not sensibly.</summary>
    public const string ProviderDown = "provider-down";

    /// <summary>The account is nobody's here.</summary>
    public const string UnknownAccount = "unknown-account";

    /// <summary>The account is somebody else's here.</summary>
    public const string Taken = "taken";

    /// <summary>The provider is not set up here any more.</summary>
    public const string NotConfigured = "not-configured";

    /// <summary>The provider says no to us.</summary>
    public const string Refused = "refused";

    /// <summary>The database or the keys of the vault are away here.</summary>
    public const string Unavailable = "unavailable";

    public static string Of(ProviderTrouble trouble) => trouble is ProviderTrouble.Down ? ProviderDown : Refused;
}
