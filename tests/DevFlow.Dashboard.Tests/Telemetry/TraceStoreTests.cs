using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

public sealed class TraceStoreTests
{
    [Fact]
    public void A_summary_says_what_the_spans_say()
    {
        var store = Spans.Store();
        store.Add([Spans.Of(1, 2, "worker", "query", parent: 1, start: 5, duration: 100, failed: true), Spans.Of(1, 1, "api", "GET /", start: 3, duration: 10), Spans.Of(1, 3, "worker", parent: 1)]);

        var summary = Assert.Single(store.Query(new(), 0, 10).Items);

        Assert.Equal(("GET /", "api", Spans.Start, TimeSpan.FromMilliseconds(105), 1), (summary.Name, summary.Service, summary.Start, summary.Duration, summary.Errors));
        Assert.Equal([new("worker", 2), new("api", 1)], summary.Spans);
    }

    [Fact]
    public void A_trace_whose_root_has_not_come_bears_the_name_of_its_earliest_span()
    {
        var store = Spans.Store();
        store.Add([Spans.Of(1, 2, name: "later", parent: 1, start: 9), Spans.Of(1, 3, name: "earlier", parent: 1, start: 4)]);
        Assert.Equal("earlier", Assert.Single(store.Query(new(), 0, 10).Items).Name);

        store.Add([Spans.Of(1, 1, name: "root", start: 6)]);
        Assert.Equal("root", Assert.Single(store.Query(new(), 0, 10).Items).Name);

        store.Add([Spans.Of(1, 4, name: "yet earlier", parent: 1, start: 1)]);
        Assert.Equal("root", Assert.Single(store.Query(new(), 0, 10).Items).Name);
    }

    [Fact]
    public void The_latest_trace_is_first_and_a_late_span_moves_none()
    {
        var store = Spans.Store();
        store.Add([Spans.Of(1), Spans.Of(2), Spans.Of(3)]);
        store.Add([Spans.Of(1, 2)]);

        Assert.Equal([3, 2, 1], store.Numbers());
    }

    [Fact]
    public void A_page_is_a_part_and_its_total_is_all()
    {
        var store = Spans.Store();
        store.Add([.. Enumerable.Range(0, 10).Select(i => Spans.Of(i))]);

        var page = store.Query(new(), 3, 2);

        Assert.Equal([Spans.Trace(6), Spans.Trace(5)], page.Items.Select(summary => summary.Id));
        Assert.Equal(10, page.Total);
        Assert.Empty(store.Query(new(), 10, 2).Items);
    }

    [Fact]
    public void A_trace_has_its_spans_in_the_order_of_their_start()
    {
        var store = Spans.Store();
        store.Add([Spans.Of(1, 1, start: 5), Spans.Of(1, 2, start: 1), Spans.Of(1, 3, start: 5), Spans.Of(2, 4)]);

        var trace = store.Find(Spans.Trace(1))!;

        Assert.Equal([2, 1, 3], trace.Spans.Select(span => (int)span.Id.Value));
        Assert.Equal(0, trace.Lost);
        Assert.Null(store.Find(Spans.Trace(9)));
    }

    [Fact]
    public void The_oldest_traces_make_way_whole()
    {
        var store = Spans.Store(maxSpans: 10);
        for (var i = 0; i < 4; i++)
            store.Add([Spans.Of(i, 1), Spans.Of(i, 2, "worker"), Spans.Of(i, 3)]);

        Assert.Equal([3, 2, 1], store.Numbers());
        Assert.Equal((9, 12, 3), (store.Count, store.Received, store.Dropped));
    }

    [Fact]
    public void A_trace_larger_than_the_bound_loses_its_oldest_spans_and_says_so()
    {
        var store = Spans.Store(maxSpans: 10);
        store.Add([Spans.Of(0), .. Enumerable.Range(0, 25).Select(i => Spans.Of(1, (ulong)i, i < 20 ? "api" : "worker", start: i, failed: true)), Spans.Of(2)]);

        var trace = store.Find(Spans.Trace(1))!;

        Assert.Equal(Enumerable.Range(16, 9), trace.Spans.Select(span => (int)span.Id.Value));
        Assert.Equal((16, 10, 17), (trace.Lost, store.Count, store.Dropped));
        Assert.Equal([2, 1], store.Numbers());
        var summary = store.Query(new(), 1, 1).Items[0];
        Assert.Equal((Spans.Start, TimeSpan.FromMilliseconds(25), 9), (summary.Start, summary.Duration, summary.Errors));
        Assert.Equal([new("api", 4), new("worker", 5)], summary.Spans);
    }

    [Fact]
    public void Large_spans_make_way_before_there_are_many()
    {
        var store = Spans.Store(maxBytes: 1_000_000);
        for (var i = 0; i < 1_000; i++)
            store.Add([Spans.Of(i, fields: new Field("text", new('x', 10_000)))]);

        Assert.InRange(store.Count, 40, 50);
        Assert.Equal(999, store.Numbers().First());
    }

    [Fact]
    public void A_service_is_listed_as_long_as_it_has_spans()
    {
        var store = Spans.Store(maxSpans: 3);
        store.Add([Spans.Of(1, service: "worker"), Spans.Of(2, service: "api"), Spans.Of(3, service: "api")]);
        Assert.Equal(["api", "worker"], store.Services());

        store.Add([Spans.Of(4, service: "ui")]);
        Assert.Equal(["api", "ui"], store.Services());

        store.Clear();
        Assert.Empty(store.Services());
    }

    [Fact]
    public void Whoever_listens_hears_of_every_span_also_of_one_that_is_not_kept()
    {
        var listener = new CountingListener();
        var store = Spans.Store(maxSpans: 1, listeners: listener);

        store.Add([Spans.Of(1), Spans.Of(2)]);
        store.Add([]);

        Assert.Equal(2, listener.Count);
    }

    [Fact]
    public void The_version_differs_after_every_change_and_only_then()
    {
        var store = Spans.Store();
        var versions = new List<long> { store.Version };
        store.Add([Spans.Of(1)]);
        versions.Add(store.Version);
        store.Clear();
        versions.Add(store.Version);

        Assert.Equal(3, versions.Distinct().Count());
        store.Add([]);
        Assert.Equal(versions[^1], store.Version);
        Assert.Equal((0, 1), (store.Count, store.Received));
    }

    private sealed class CountingListener : ISpanListener
    {
        public int Count { get; private set; }

        public void Received(IReadOnlyList<Span> spans) => Count += spans.Count;
    }
}
