using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What a condition looks at.</summary>
/// <param name="Point">The point; null within a nested filter, where a condition on id or vectors never holds.</param>
/// <param name="Payload">Its payload, or the nested object.</param>
internal readonly record struct Candidate(Point? Point, JsonElement Payload);
