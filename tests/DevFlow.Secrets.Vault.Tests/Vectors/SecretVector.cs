namespace DevFlow.Secrets.Vault.Tests.Vectors;

internal sealed record SecretVector
{
    public required string Tier { get; init; }

    public required string Owner { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required Guid DataKeyId { get; init; }

    public required string KeyId { get; init; }

    public required string Value { get; init; }

    public required string AssociatedDataOfValue { get; init; }

    public required string AssociatedDataOfDataKey { get; init; }

    public required string Wrapped { get; init; }

    public required string Content { get; init; }

    public SecretBinding Binding => new(Enum.Parse<SecretTier>(Tier, ignoreCase: true), Owner, Name, Version);

    public SealedSecret Sealed => new(new(DataKeyId, KeyId, Convert.FromHexString(Wrapped)), Convert.FromHexString(Content));
}
