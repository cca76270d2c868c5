namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.data_keys</c>.</summary>
internal sealed class DataKeyRow
{
    public required Guid Id { get; init; }

    public required string Tier { get; init; }

    public required string Owner { get; init; }

    public required byte[] Wrapped { get; init; }

    /// <exception cref="ArgumentException">The tier is none: the row was altered.</exception>
    public byte[] BindingTo(string keyId) => SecretBinding.OfKey(Enum.Parse<SecretTier>(Tier, ignoreCase: true), Owner, Id, keyId);
}
