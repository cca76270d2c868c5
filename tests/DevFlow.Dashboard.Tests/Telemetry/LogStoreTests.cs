using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

public sealed class LogStoreTests
{
    private static readonly Sender _api = new("api", "one");
    private static readonly Sender _worker = new("worker", "one");

    [Fact]
    public void The_latest_entry_is_first_and_numbers_go_on()
    {
        var store = new LogStore(new() { MaxLogs = 3 });
        store.Add([Entry("a"), Entry("b")]);
        store.Add([Entry("c"), Entry("d")]);

        var page = store.Query(new(), 1, 5);

        Assert.Equal([("c", 3), ("b", 2)], page.Items.Select(entry => (entry.Message, (int)entry.Number)));
        Assert.Equal((3, 4, 1), (page.Total, store.Received, store.Dropped));
    }

    [Fact]
    public void Large_entries_make_way_before_there_are_many()
    {
        var store = new LogStore(new() { MaxLogBytes = 1_000_000 });
        for (var i = 0; i < 1_000; i++)
            store.Add([Entry(new('x', 10_000))]);

        Assert.InRange(store.Query(new(), 0, 0).Total, 40, 50);
    }

    [Fact]
    public void Entries_are_found_by_everything_that_can_be_asked()
    {
        var (trace, span) = (Spans.Trace(1), new SpanId(7));
        var store = new LogStore(new());
        store.Add(
        [
            Entry("Order placed", _api, Severity.Information, "Shop.Orders", trace, span),
            Entry("Order lost", _worker, Severity.Error, "Shop.Worker", trace, fields: new Field("reason", "Disk FULL")),
            Entry("unrelated"),
        ]);

        Assert.Equal(["Order lost", "Order placed"], Find(new() { TraceId = trace }));
        Assert.Equal(["Order placed"], Find(new() { TraceId = trace, SpanId = span }));
        Assert.Equal(["Order placed"], Find(new() { SpanId = span }));
        Assert.Equal(["Order lost"], Find(new() { AtLeast = Severity.Warning }));
        Assert.Equal(["Order lost"], Find(new() { Service = "worker" }));
        Assert.Equal(["Order lost", "Order placed"], Find(new() { Text = "ORDER" }));
        Assert.Equal(["Order lost"], Find(new() { Text = "disk full" }));
        Assert.Equal(["Order placed"], Find(new() { Text = "shop.orders" }));
        Assert.Empty(Find(new() { Text = "reason" }));
        Assert.Equal(3, Find(new() { Text = "" }).Count());
        Assert.Empty(Find(new() { Service = "worker", Text = "placed" }));

        IEnumerable<string> Find(LogQuery query) => store.Query(query, 0, 10).Items.Select(entry => entry.Message);
    }

    [Fact]
    public void A_service_is_listed_as_long_as_it_has_entries()
    {
        var store = new LogStore(new() { MaxLogs = 2 });
        store.Add([Entry("a", _worker), Entry("b", _api)]);
        Assert.Equal(["api", "worker"], store.Services());

        store.Add([Entry("c", _api)]);
        Assert.Equal(["api"], store.Services());

        store.Clear();
        Assert.Empty(store.Services());
        Assert.Equal(0, store.Query(new(), 0, 1).Total);
    }

    private static LogEntry Entry(string message, Sender? sender = null, Severity severity = default, string scope = "", TraceId? trace = null, SpanId span = default, params Field[] fields) =>
        new() { Sender = sender ?? _api, Time = Spans.Start, Message = message, Severity = severity, Scope = scope, TraceId = trace, SpanId = span, Fields = fields };
}
