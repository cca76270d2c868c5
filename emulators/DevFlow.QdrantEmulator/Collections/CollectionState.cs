using System.Collections.Immutable;

namespace DevFlow.QdrantEmulator;

/// <summary>A collection at one moment. Readers keep the one they took.</summary>
/// <param name="Config">What it was made to be.</param>
/// <param name="Schema">The indexed fields.</param>
/// <param name="Sequence">The number of the last operation.</param>
/// <param name="Points">In the order of their ids.</param>
internal sealed record CollectionState(
    CollectionConfig Config, PayloadSchema Schema, ulong Sequence, ImmutableSortedDictionary<PointId, Point> Points)
{
    public static CollectionState New(CollectionConfig config) =>
        new(config, PayloadSchema.Empty, 0, ImmutableSortedDictionary<PointId, Point>.Empty);

    public CollectionState With(Change change) => new(
        change.Config ?? Config,
        change.Schema ?? Schema,
        change.Sequence,
        Points.RemoveRange(change.Deleted).SetItems(change.Put.Select(point => KeyValuePair.Create(point.Id, point))));
}
