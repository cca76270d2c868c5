using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>A point. Nothing of it changes: an update makes another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The number of the operation that made it so.</param>
/// <param name="Vectors">By name; the one of a collection without names has the empty one. A point may lack some.</param>
/// <param name="Payload">An object.</param>
internal sealed record Point(PointId Id, ulong Version, IReadOnlyDictionary<string, float[]> Vectors, JsonElement Payload);
