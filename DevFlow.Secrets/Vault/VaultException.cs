namespace DevFlow.Secrets;

/// <summary>The vault did not do what it was asked for.</summary>
/// <param name="error">Why.</param>
/// <param name="message">For the person who must act; never a part of a value.</param>
/// <param name="innerException">What it was caused by.</param>
public sealed class VaultException(VaultError error, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public VaultError Error { get; } = error;

    /// <summary>What to do about it, where the message does not say so already.</summary>
    public string? Remedy { get; init; }

    /// <summary>
    /// For the record of refusals, and not for whoever is refused: what was asked for, such as <c>project/shop/production/STRIPE_API_KEY</c>, also where the
    /// answer is that there is none. Null where nobody was refused, or the call itself says what.
    /// </summary>
    public string? Refused { get; init; }
}
