namespace DevFlow.Secrets.Vault;

/// <summary>A secret with one of its versions and that one's data key, as they are stored; whatever is missing is null.</summary>
internal sealed class VersionRow
{
    public Guid Id { get; init; }

    public int Current { get; init; }

    public int? Read { get; init; }

    public byte[]? Content { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public Guid? DataKey { get; init; }

    public string? KeyId { get; init; }

    public byte[]? Wrapped { get; init; }
}
