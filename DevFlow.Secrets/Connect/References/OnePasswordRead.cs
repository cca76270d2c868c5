using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>What a reference gave.</summary>
/// <param name="Value">The value, never empty.</param>
/// <param name="VaultId">The id of the vault.</param>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Version">The item's version.</param>
/// <param name="CacheHit">The item (for a file, its content) was kept, so Connect was not asked for it.</param>
/// <param name="StaleFor">How long past its time a part of it was served, because Connect is away; null when all is fresh.</param>
[DebuggerDisplay("*** from {VaultId}/{ItemId} version {Version}")]
internal sealed record OnePasswordRead(
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] string Value,
    string VaultId,
    string ItemId,
    int Version,
    bool CacheHit,
    TimeSpan? StaleFor)
{
    /// <summary>When the item, or the content of the file, was read; null for now.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    public override string ToString() => $"{SecretValue.Mask} from {VaultId}/{ItemId} version {Version}";
}
