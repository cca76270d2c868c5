namespace DevFlow.Secrets.Vault;

/// <summary>What went wrong at a provider.</summary>
public enum ProviderTrouble
{
    /// <summary>It does not answer, or not with what was agreed; later it may.</summary>
    Down,

    /// <summary>It has understood, and says no to the application or to what was asked.</summary>
    Refused,

    /// <summary>The account's token works no more: its person has to sign in again.</summary>
    NeedsPerson,
}
