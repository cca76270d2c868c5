namespace DevFlow.KnowledgeHub.Documents;

/// <summary>What a search reads of a chunk, without a look at its document.</summary>
internal sealed record ChunkPayload
{
    public required Guid Document { get; init; }

    /// <summary>Which content of the document, by which model.</summary>
    public required string Revision { get; init; }

    /// <summary>Of what was embedded.</summary>
    public required string Hash { get; init; }

    public required string Model { get; init; }

    /// <summary>Whether searches find it: all of a document at once, when the last one is in.</summary>
    public required bool Live { get; init; }

    public required string Title { get; init; }

    public string? Source { get; init; }

    public string? Project { get; init; }

    public required string Text { get; init; }

    public required string Place { get; init; }
}
