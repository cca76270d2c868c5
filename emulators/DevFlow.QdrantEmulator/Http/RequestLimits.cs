namespace DevFlow.QdrantEmulator;

/// <summary>How much a request may send.</summary>
internal sealed record RequestLimits(long MaxBodyBytes);
