namespace DevFlow.Secrets.Vault;

/// <summary>A secret that is there, and what came of opening the version that was asked for.</summary>
/// <param name="Id">The secret's id.</param>
/// <param name="Value">The value; null when it has no such version, or that one does not open.</param>
/// <param name="ExpiresAt">When the value stops to work; null when that is not known.</param>
internal sealed record StoredSecret(Guid Id, SecretValue? Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>Why it does not open.</summary>
    public VaultException? Fault { get; init; }
}
