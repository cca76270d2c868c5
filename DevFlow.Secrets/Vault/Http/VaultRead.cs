namespace DevFlow.Secrets;

/// <summary>The answer to a read. Here alone the value stands in the clear.</summary>
internal sealed record VaultRead(string Value, string? Source, int? Version)
{
    public override string ToString() => SecretValue.Mask;

    public SecretValue? ToSecret(TimeProvider time) => Value is { Length: > 0 }
        ? new SecretValue(Value, Source is { Length: > 0 } ? Source : SecretSourceNames.Vault, time.GetUtcNow(), reference: null, Version)
        : null;
}
