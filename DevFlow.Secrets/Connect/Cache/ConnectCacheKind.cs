namespace DevFlow.Secrets;

/// <summary>What a cached answer is. The names are parts of cache keys; the comment says what is kept.</summary>
internal enum ConnectCacheKind
{
    /// <summary>The id (<see cref="string"/>) of a vault, by its title.</summary>
    Vault,

    /// <summary>The id (<see cref="string"/>) of an item, by the id of its vault and its title.</summary>
    Title,

    /// <summary>A whole item (<see cref="ConnectItem"/>), by the ids of its vault and itself.</summary>
    Item,

    /// <summary>The content of a file (an array of bytes), by the ids of the vault, the item and itself.</summary>
    File,
}
