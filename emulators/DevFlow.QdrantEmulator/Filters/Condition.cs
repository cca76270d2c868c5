namespace DevFlow.QdrantEmulator;

/// <summary>Whether a point, or an object inside its payload, fits.</summary>
internal delegate bool Condition(Candidate candidate);
