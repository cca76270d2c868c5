namespace DevFlow.QdrantEmulator;

/// <summary>What an operation made of a collection: results, not the request, so that reading it again from disk gives the same.</summary>
internal sealed record Change
{
    public static Change None { get; } = new();

    /// <summary>The number of the operation; given when it is made.</summary>
    public ulong Sequence { get; init; }

    /// <summary>Points as they are now.</summary>
    public IReadOnlyList<Point> Put { get; init; } = [];

    public IReadOnlyList<PointId> Deleted { get; init; } = [];

    public CollectionConfig? Config { get; init; }

    public PayloadSchema? Schema { get; init; }

    public bool IsNothing => Put.Count == 0 && Deleted.Count == 0 && Config is null && Schema is null;
}
