namespace DevFlow.Secrets;

/// <summary>The item that a reference names, and how fresh the way to it is.</summary>
internal sealed record LocatedItem(string VaultId, ConnectItem Item, bool Hit, TimeSpan? StaleFor)
{
    /// <summary>When the item was read; null for now.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    public LocatedItem StaleAtLeast(TimeSpan? other) => this with { StaleFor = Longer(StaleFor, other) };

    public static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
