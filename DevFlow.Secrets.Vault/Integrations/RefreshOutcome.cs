namespace DevFlow.Secrets.Vault;

/// <summary>What came of renewing a token.</summary>
public enum RefreshOutcome
{
    /// <summary>It was not due, or somebody else is at it.</summary>
    NotDue,

    /// <summary>There is another one.</summary>
    Renewed,

    /// <summary>It cannot be renewed, and works.</summary>
    Works,

    /// <summary>The provider was asked in vain; later it is asked again, ever more rarely.</summary>
    PutOff,

    /// <summary>It works no more, and its person has to connect the account again; nothing is asked until then.</summary>
    NeedsPerson,
}
