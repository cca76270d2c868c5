using System.Collections.Concurrent;
using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class FloodTests
{
    private const int Bound = 5_000;

    [Fact]
    public async Task Of_a_flood_over_grpc_all_is_received_and_the_bound_is_kept()
    {
        const int senders = 4;
        const int messages = 30;
        const int spans = 500;
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MaxSpans = Bound });
        using var client = new OtlpClient(dashboard.Options);

        await Parallel.ForAsync(0, senders, TestContext.Current.CancellationToken, async (sender, _) =>
        {
            for (var i = 0; i < messages; i++)
                Assert.Equal(0, (await client.GrpcAsync(Batch(sender * messages + i, spans))).Status);
        });

        Assert.Equal(senders * messages * spans, dashboard.Traces.Received);
        // Whole traces make way, and each message was one.
        Assert.Equal(Bound, dashboard.Traces.Count);
        Assert.Equal(dashboard.Traces.Received, dashboard.Traces.Count + dashboard.Traces.Dropped);
        Assert.Equal(Bound / spans, dashboard.Traces.Query(new(), 0, 0).Total);
    }

    [Fact]
    public async Task Whoever_reads_during_a_flood_always_sees_whole_answers()
    {
        var store = Spans.Store(Bound);
        var faults = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                Read(store, faults);
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
                store.Add([.. Enumerable.Range(0, 10).Select(id => Spans.Of(writer * 2_000 + i, (ulong)id + 1, id % 2 == 0 ? "api" : "worker", parent: id == 0 ? 0UL : 1, start: i))]);
        })));
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(faults);
        Assert.Equal((60_000, Bound), (store.Received, store.Count));
    }

    // Each trace comes as one batch of ten spans, so no answer can have a part of one.
    private static void Read(TraceStore store, ConcurrentBag<string> faults)
    {
        foreach (var query in new TraceQuery[] { new(), new() { Service = "worker" }, new() { Text = "get" } })
        {
            var page = store.Query(query, 0, 20);
            if (page.Total > Bound / 10 || page.Items.Any(summary => summary.Spans.Sum(count => count.Count) != 10))
                faults.Add($"{query}: {page.Total}");
            if (page.Items.Count > 0 && store.Find(page.Items[0].Id) is { } trace && trace.Spans.Count != 10)
                faults.Add($"{trace.Id}: {trace.Spans.Count}");
        }
    }

    private static ExportTraceRequest Batch(int number, int spans) =>
        Traces([.. Enumerable.Range(1, spans).Select(id => Span(traceId: (number + 1).ToString("x32"), id: (ulong)id, attributes: Attribute("key", Text($"value {id}"))))]);
}
