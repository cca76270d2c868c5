namespace DevFlow.Secrets.Tests;

public sealed class AccessCounterTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_are_exact_while_eight_threads_read_and_the_audit_drains_and_releases()
    {
        var each = Soak.Times(inEveryRun: 50_000, inFull: 5_000_000);
        var sink = new MemorySink();
        await using (var audit = _room.Open(sink: sink))
        {
            var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
            var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(
                () =>
                {
                    for (var i = 0; i < each; i++)
                        counter.Increment();
                },
                Token)).ToList();
            while (readers.Any(reader => !reader.IsCompleted))
            {
                // The value is gone again and again, and its readers do not know it yet.
                audit.Release(counter);
                await audit.FlushAsync(Token);
            }

            await Task.WhenAll(readers);
        }

        Assert.Equal(8 * each, sink.CountOf(AuditRecordKind.Reads));
    }

    [Fact]
    public async Task A_read_after_the_value_is_gone_is_still_counted()
    {
        var sink = new MemorySink();
        await using var audit = _room.Open(sink: sink);
        var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
        audit.Release(counter);
        await audit.FlushAsync(Token);
        await audit.FlushAsync(Token);

        counter.Increment();
        counter.Increment();
        await audit.FlushAsync(Token);

        Assert.Equal(2, sink.CountOf(AuditRecordKind.Reads));
    }

    [Fact]
    public async Task What_comes_again_and_again_is_on_record_once_at_once_and_then_as_exact_sums_by_whom()
    {
        var sink = new MemorySink();
        await using var audit = _room.Open(sink: sink);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(
            async () => await audit.CountAsync(AuditRoom.Access("api:limit", SecretOutcomes.Denied, user: i % 5 == 0 ? "anna" : "bert") with { TraceId = null, SpanId = null }, Token), Token)));
        await audit.FlushAsync(Token);

        Assert.Equal((2, 498), (sink.CountOf(AuditRecordKind.Access), sink.CountOf(AuditRecordKind.Reads)));
        Assert.Equal(100, sink.Records.Where(record => record.Access?.User == "anna").Sum(record => record.Count));

        // After a minute of rest it is news again.
        for (var i = 0; i < 7; i++)
            await audit.FlushAsync(Token);
        await audit.CountAsync(AuditRoom.Access("api:limit", SecretOutcomes.Denied, user: "anna"), Token);
        Assert.Equal(3, sink.CountOf(AuditRecordKind.Access));
    }

    [Fact]
    public async Task What_differs_only_in_its_trace_has_one_counter()
    {
        await using var audit = _room.Open(sink: new MemorySink());

        var one = await audit.RecordAsync(AuditRoom.Access(), Token);
        var two = await audit.RecordAsync(AuditRoom.Access() with { TraceId = null }, Token);
        var other = await audit.RecordAsync(AuditRoom.Access(user: "ada"), Token);

        Assert.Same(one, two);
        Assert.NotSame(one, other);
    }

    [Fact]
    public void A_counter_that_stays_idle_costs_nothing_and_comes_back()
    {
        var counters = new AccessCounters(_room.Time);
        var counter = counters.Of(AuditRoom.Access());
        for (var i = 0; i < 10; i++)
            Assert.Empty(counters.Drain());
        Assert.Equal(0, counters.Count);

        counter.Increment();

        Assert.Equal(1, counters.Count);
        Assert.Equal(1, Assert.Single(counters.Drain()).Count);
        Assert.Same(counter, counters.Of(AuditRoom.Access()));
    }

    [Fact]
    public void Ever_new_keys_fill_no_memory_and_each_is_counted_once_it_is_read()
    {
        var counters = new AccessCounters(_room.Time);
        for (var i = 0; i < AccessCounters.MostIdle; i++)
            counters.Of(AuditRoom.Access($"KEY_{i}"));

        var beyond = counters.Of(AuditRoom.Access("BEYOND"));

        Assert.Equal(AccessCounters.MostIdle, counters.Count);
        beyond.Increment();
        Assert.Equal("BEYOND", Assert.Single(counters.Drain()).Access!.Key);
    }

    [Fact]
    public async Task What_was_counted_is_written_at_the_end()
    {
        await using (var audit = _room.Open())
        {
            var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
            for (var i = 0; i < 41; i++)
                counter.Increment();
        }

        Assert.Equal(42, (await _room.VerifyAsync()).Accesses);
    }

    public void Dispose() => _room.Dispose();
}
