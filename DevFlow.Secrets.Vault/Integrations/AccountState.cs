namespace DevFlow.Secrets.Vault;

/// <summary>How it stands with an account of a person at a provider.</summary>
public static class AccountState
{
    /// <summary>An administrator has named it; the person has not come with it yet.</summary>
    public const string Named = "named";

    /// <summary>Its token works, as far as is known.</summary>
    public const string Connected = "connected";

    /// <summary>Its token works no more: the person has to connect it again.</summary>
    public const string NeedsPerson = "needs-person";
}
