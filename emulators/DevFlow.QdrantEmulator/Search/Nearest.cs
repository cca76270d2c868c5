namespace DevFlow.QdrantEmulator;

/// <summary>The exact search: every point is looked at. Equal scores come in the order of their ids.</summary>
internal static class Nearest
{
    private const int CheckEvery = 1024;

    public static List<Scored> Find(CollectionState state, SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Vector is not { } vector)
            return [.. Matching(state, request, cancellationToken).Skip(request.Offset).Take(request.Limit).Select(point => new Scored(point, 0))];
        var distance = state.Config.Vector(request.VectorName).Distance;
        var found = Matching(state, request, cancellationToken)
            .Where(point => point.Vectors.ContainsKey(request.VectorName))
            .Select(point => new Scored(point, distance.Score(vector, point.Vectors[request.VectorName])))
            .Where(scored => request.Threshold is not { } threshold
                || (distance.IsLargerBetter() ? scored.Score > threshold : scored.Score < threshold));
        var ordered = distance.IsLargerBetter() ? found.OrderByDescending(scored => scored.Score) : found.OrderBy(scored => scored.Score);
        return [.. ordered.ThenBy(scored => scored.Point.Id).Skip(request.Offset).Take(request.Limit)];
    }

    private static IEnumerable<Point> Matching(CollectionState state, SearchRequest request, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var point in state.Points.Values)
        {
            if (count++ % CheckEvery == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (request.Filter(new Candidate(point, point.Payload)))
                yield return point;
        }
    }
}
