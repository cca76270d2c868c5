namespace DevFlow.KnowledgeHub.Documents;

internal static class DocumentState
{
    /// <summary>Its chunks are being kept; after a crash it stays so, and is taken for failed.</summary>
    public const string Receiving = "receiving";

    /// <summary>Kept, and to be embedded.</summary>
    public const string Queued = "queued";

    /// <summary>Found by searches.</summary>
    public const string Ready = "ready";

    /// <summary>Given up; its problem says why.</summary>
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Receiving, Queued, Ready, Failed];
}
