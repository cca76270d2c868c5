namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>A document as it was sent.</summary>
internal sealed record Upload
{
    /// <summary>One of <see cref="Reading.MediaTypes"/>.</summary>
    public required string MediaType { get; init; }

    public string? Charset { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public string? FileName { get; init; }

    public string? Title { get; init; }

    public string? Source { get; init; }

    public string? Project { get; init; }
}
