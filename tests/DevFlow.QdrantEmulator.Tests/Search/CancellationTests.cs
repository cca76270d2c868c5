using System.Text.Json;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>A search whose caller went away ends.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task A_search_ends_when_its_caller_is_gone()
    {
        var config = CollectionConfigReader.Read(JsonElement.Parse("""{"vectors": {"size": 1, "distance": "Dot"}}"""));
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal) { [CollectionConfig.Unnamed] = [1] };
        var points = Enumerable.Range(0, 5000).Select(id => new Point(new PointId((ulong)id, Uuid: null), 1, vectors, JsonElement.Parse("{}")));
        var state = CollectionState.New(config).With(new Change { Sequence = 1, Put = [.. points] });
        using var caller = new CancellationTokenSource();
        var seen = 0;
        var request = new SearchRequest
        {
            VectorName = CollectionConfig.Unnamed,
            Vector = [1],
            Limit = 1,
            Shown = PointSelection.All,
            Filter = _ =>
            {
                if (++seen == 10)
                    caller.Cancel();
                return true;
            },
        };

        await Assert.ThrowsAsync<OperationCanceledException>(() => Task.Run(() => Nearest.Find(state, request, caller.Token), TestContext.Current.CancellationToken));

        Assert.InRange(seen, 10, 4999);
    }
}
