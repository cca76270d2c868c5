using CsCheck;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

/// <summary>The store beside one that computes everything anew. A failing input comes with the seed that gives it again.</summary>
public sealed class TraceStoreModelTests
{
    private const int Bound = 20;

    private static readonly int _inputs = Soak.Times(inEveryRun: 200, inFull: 20_000);

    private static readonly string[] _services = ["api", "worker", "ui"];

    private static readonly Gen<Span> _span = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2], Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 3], Gen.Bool)
        .Select((trace, service, start, duration, parent, failed) =>
            Spans.Of(trace, (ulong)start + 1, _services[service], $"name-{start}", (ulong)parent, start, duration, failed, new Field("key", $"{duration % 3}")));

    private static readonly TraceQuery[] _queries =
    [
        new(), new() { Service = "worker" }, new() { ErrorsOnly = true }, new() { AtLeast = TimeSpan.FromMilliseconds(40) }, new() { Text = "NAME-1" },
        new() { Field = new("key", "2") }, new() { Text = "name-2", Service = "ui", ErrorsOnly = true },
    ];

    [Fact]
    public void Every_query_of_every_page_is_what_the_model_says() => _span.List[1, 12].List[1, 12].Sample(
        batches =>
        {
            var store = Spans.Store(Bound);
            var model = new ModelOfTraces(Bound);
            foreach (var batch in batches)
            {
                store.Add(batch);
                batch.ForEach(model.Add);
                Check(store, model);
            }
        },
        iter: _inputs);

    private static void Check(TraceStore store, ModelOfTraces model)
    {
        Assert.Equal(model.Kept, store.Count);
        Assert.InRange(store.Count, 0, Bound);
        Assert.Equal(store.Received, store.Count + store.Dropped);
        Assert.Equal(model.Services(), store.Services());
        foreach (var query in _queries)
        {
            var expected = model.Query(query);
            var page = store.Query(query, 1, 3);
            Assert.Equal(expected.Count, page.Total);
            Assert.Equal(expected.Skip(1).Take(3), page.Items.Select(ModelOfTraces.Text));
        }

        for (var trace = 0; trace <= 6; trace++)
            Assert.Equal(model.Find(Spans.Trace(trace)), store.Find(Spans.Trace(trace)) is { } found ? ModelOfTraces.Text(found) : null);
    }
}
