namespace DevFlow.QdrantEmulator;

/// <summary>What is looked for.</summary>
internal sealed record SearchRequest
{
    /// <summary>Null: no nearness, points come in the order of their ids.</summary>
    public float[]? Vector { get; init; }

    public required string VectorName { get; init; }

    public required Condition Filter { get; init; }

    public float? Threshold { get; init; }

    public int Offset { get; init; }

    public int Limit { get; init; }

    public required PointSelection Shown { get; init; }
}
