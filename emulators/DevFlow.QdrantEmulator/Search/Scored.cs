namespace DevFlow.QdrantEmulator;

/// <summary>A point that was found.</summary>
internal readonly record struct Scored(Point Point, float Score);
