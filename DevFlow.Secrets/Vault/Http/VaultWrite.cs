namespace DevFlow.Secrets;

/// <summary>The body of a write. Here alone the value stands in the clear.</summary>
internal sealed record VaultWrite(string Value, DateTimeOffset? ExpiresAt, int? ExpectedVersion)
{
    public override string ToString() => SecretValue.Mask;
}
