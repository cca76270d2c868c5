namespace DevFlow.Secrets.Vault;

/// <summary>What came of ending what an account has granted.</summary>
public enum DisconnectOutcome
{
    /// <summary>There is no such account, or not any more.</summary>
    NoAccount,

    /// <summary>Its token is being renewed at this moment.</summary>
    Busy,

    /// <summary>It is ended there, and its tokens are forgotten here.</summary>
    Ended,

    /// <summary>Its tokens are forgotten here; the provider does not say that what was granted is ended.</summary>
    LeftThere,
}
