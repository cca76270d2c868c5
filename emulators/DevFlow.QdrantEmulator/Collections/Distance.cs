namespace DevFlow.QdrantEmulator;

/// <summary>How vectors are compared. The names are Qdrant's.</summary>
internal enum Distance
{
    Cosine,
    Dot,
    Euclid,
    Manhattan,
}
