namespace DevFlow.Secrets;

/// <summary>The vault did not do what it was asked for.</summary>
/// <param name="error">Why.</param>
/// <param name="message">For the person who must act; never a part of a value.</param>
/// <param name="innerException">What it was caused by.</param>
public sealed class VaultException(VaultError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public VaultError Error { get; } = error;
}
