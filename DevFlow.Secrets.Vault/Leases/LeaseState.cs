namespace DevFlow.Secrets.Vault;

/// <summary>What a lease is at, as the database spells it.</summary>
public static class LeaseState
{
    /// <summary>Its login works, until it expires.</summary>
    public const string Active = "active";

    /// <summary>Its login lets nobody in any more; what it holds is being taken from it.</summary>
    public const string Closing = "closing";

    /// <summary>Its login is gone.</summary>
    public const string Ended = "ended";
}
