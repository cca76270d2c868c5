namespace DevFlow.Secrets.Vault;

/// <summary>A provider was asked in vain.</summary>
/// <param name="trouble">What went wrong.</param>
/// <param name="message">For the person who must act; never a part of a value.</param>
/// <param name="innerException">What it was caused by.</param>
public sealed class ProviderException(ProviderTrouble trouble, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public ProviderTrouble Trouble { get; } = trouble;

    internal static ProviderException Of(RotationException fault) => new(
        fault.NeedsPerson ? ProviderTrouble.NeedsPerson : fault.IsRefusal ? ProviderTrouble.Refused : ProviderTrouble.Down, fault.Message, fault);
}
