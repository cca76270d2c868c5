namespace DevFlow.QdrantEmulator;

/// <summary>What vectors of one name are like.</summary>
internal sealed record VectorParams(int Size, Distance Distance);
