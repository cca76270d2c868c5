using DevFlow.KnowledgeHub.Chunking;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>A chunk as it waits to be embedded, and to be embedded again.</summary>
internal sealed record Piece
{
    public required Guid Document { get; init; }

    /// <summary>The <see cref="Document.Mark"/> of what it is a piece of.</summary>
    public required string Hash { get; init; }

    public required Chunk Chunk { get; init; }

    public string Kind { get; init; } = DocumentKinds.Piece;
}
