using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>The points that an operation is about: those of a list of ids, or those that a filter takes.</summary>
internal static class PointSelector
{
    /// <param name="body">With `points` or `filter`.</param>
    /// <param name="schema">The indexed fields.</param>
    /// <param name="mustExist">Whether an id that is not there is an error; with a delete it is none.</param>
    public static Func<CollectionState, IEnumerable<Point>> Read(JsonElement body, PayloadSchema schema, bool mustExist)
    {
        body.Refuse("shard_key");
        if (body.FindList("points") is { } list)
        {
            var ids = PointId.ReadList(list).Distinct().ToList();
            return state => ids.Select(id => state.Points.GetValueOrDefault(id) ?? (mustExist ? throw ApiException.NoPoint(id) : null)).OfType<Point>();
        }

        var filter = FilterReader.Read(
            body.Find("filter") ?? throw ApiException.BadRequest("Either list of point ids or filter must be provided"), schema);
        return state => state.Points.Values.Where(point => filter(new Candidate(point, point.Payload)));
    }
}
