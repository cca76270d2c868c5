namespace DevFlow.Secrets;

/// <summary>Under what an answer of 1Password Connect is kept. Titles are folded, since they compare case-insensitively.</summary>
internal readonly record struct ConnectCacheKey(ConnectCacheKind Kind, string Name)
{
    public static ConnectCacheKey Vault(string title) => new(ConnectCacheKind.Vault, title.ToUpperInvariant());

    public static ConnectCacheKey Title(string vaultId, string title) =>
        new(ConnectCacheKind.Title, $"{vaultId}/{title.ToUpperInvariant()}");

    public static ConnectCacheKey Item(string vaultId, string itemId) => new(ConnectCacheKind.Item, $"{vaultId}/{itemId}");

    // A file that changed belongs to another version of its item.
    public static ConnectCacheKey File(string vaultId, string itemId, int version, string fileId) =>
        new(ConnectCacheKind.File, $"{vaultId}/{itemId}/{version}/{fileId}");

    /// <summary>The key as one text, such as <c>connect:Item:…/…</c>.</summary>
    public override string ToString() => $"connect:{Kind}:{Name}";
}
