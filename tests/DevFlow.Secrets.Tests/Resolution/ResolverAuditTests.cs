using System.Diagnostics;

namespace DevFlow.Secrets.Tests.Resolution;

public sealed class ResolverAuditTests : IAsyncDisposable
{
    private readonly ListSink _sink = new();
    private readonly List<IDisposable> _resolvers = [];
    private SecretAudit? _audit;
    private string? _user;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_is_on_record_before_the_value_is_handed_out()
    {
        using var trace = new Activity("request").Start();
        var resolver = Audited(new FakeSource("1password", r => SourceAnswer.Found(
            new SecretValue("one", "1password", TimeProvider.System.GetUtcNow(), r.Reference, version: 3), "here")));

        await resolver.GetAsync("KEY", SecretReference.Parse("op://v/i/f"), Cancel);

        var record = Assert.Single(_sink.Records);
        Assert.Equal(AuditRecordKind.Access, record.Kind);
        Assert.Equal(("KEY", SecretTier.System, "1password", "hit"), (record.Access!.Key, record.Access.Tier, record.Access.Source, record.Access.Outcome));
        Assert.Equal(("op://v/i/f", 3, trace.TraceId.ToString()), (record.Access.Reference, record.Access.Version, record.Access.TraceId));
    }

    [Fact]
    public async Task Reads_from_memory_are_counted_exactly_and_the_first_is_not_counted_twice()
    {
        var resolver = Audited(FakeSource.With("a", "one"));

        for (var i = 0; i < 1000; i++)
            await resolver.GetAsync("KEY", cancellationToken: Cancel);
        await _audit!.FlushAsync(Cancel);

        Assert.Equal([(AuditRecordKind.Access, 1), (AuditRecordKind.Reads, 999)], _sink.Records.Select(r => (r.Kind, r.Count)));
    }

    [Fact]
    public async Task Of_many_first_readers_at_once_one_is_recorded_and_the_others_are_counted()
    {
        var gate = new TaskCompletionSource();
        var resolver = Audited(new GatedSource("a", gate.Task));

        var readers = Enumerable.Range(0, 500).Select(_ => Task.Run(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel), Cancel)).ToArray();
        gate.SetResult();
        await Task.WhenAll(readers);
        await _audit!.FlushAsync(Cancel);

        Assert.Single(_sink.Records, r => r.Kind is AuditRecordKind.Access);
        Assert.Equal(500, _sink.Records.Sum(r => r.Count));
    }

    [Fact]
    public async Task Each_user_has_a_first_access_and_a_count_of_their_own()
    {
        var resolver = Audited(FakeSource.With("a", "one"));
        foreach (var user in new[] { "ada", "bob", "ada", null, "ada", null })
        {
            _user = user;
            await resolver.GetAsync("KEY", cancellationToken: Cancel);
        }

        await _audit!.FlushAsync(Cancel);

        Assert.Equal(["ada", "bob", null], _sink.Records.Where(r => r.Kind is AuditRecordKind.Access).Select(r => r.Access!.User));
        Assert.Equal([("ada", 3L), ("bob", 1L), ("", 2L)], _sink.Records.GroupBy(r => r.Access!.User).Select(g => (g.Key ?? "", g.Sum(r => r.Count))));
    }

    [Fact]
    public async Task Each_denial_is_on_record_and_repeated_misses_are_counted()
    {
        var denied = Audited(FakeSource.Missing("a", SourceOutcome.Denied));
        var missing = new SecretResolver(new() { Sources = [FakeSource.Missing("a")], Audit = _audit });
        using var owned = missing;
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<SecretAccessDeniedException>(async () => await denied.GetAsync("KEY", cancellationToken: Cancel));
            Assert.Null(await missing.TryGetAsync("NONE", cancellationToken: Cancel));
        }

        await _audit!.FlushAsync(Cancel);

        Assert.Equal(3, _sink.Records.Count(r => r.Access is { Outcome: "denied", Source: "a" }));
        Assert.Equal([1L, 2L], _sink.Records.Where(r => r.Access is { Outcome: "miss", Key: "NONE" }).Select(r => r.Count));
    }

    [Fact]
    public async Task An_explanation_is_no_access()
    {
        var resolver = Audited(FakeSource.With("a", "one"));

        await resolver.ExplainAsync("KEY", cancellationToken: Cancel);
        await _audit!.FlushAsync(Cancel);

        Assert.Empty(_sink.Records);
    }

    [Fact]
    public async Task Where_the_audit_is_required_nothing_is_handed_out_while_it_cannot_be_written()
    {
        var resolver = Audited(required: true, FakeSource.With("a", "one"));
        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        _sink.IsFull = true;
        await Assert.ThrowsAsync<SecretAuditException>(async () => await resolver.GetAsync("OTHER", cancellationToken: Cancel));
        await Assert.ThrowsAsync<SecretAuditException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));

        _sink.IsFull = false;
        Assert.Equal("one", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        Assert.Equal("one", (await resolver.GetAsync("OTHER", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task Where_it_is_not_required_values_are_handed_out_and_counted_for_later()
    {
        var resolver = Audited(FakeSource.With("a", "one"));
        _sink.IsFull = true;
        for (var i = 0; i < 10; i++)
            Assert.Equal("one", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());

        _sink.IsFull = false;
        await _audit!.FlushAsync(Cancel);
        await _audit.FlushAsync(Cancel);

        Assert.Equal(10, _sink.Records.Where(r => r.Access?.Key == "KEY").Sum(r => r.Count));
    }

    [Fact]
    public async Task While_it_cannot_be_written_and_is_not_required_reads_from_memory_cost_no_write_each()
    {
        var resolver = Audited(FakeSource.With("a", "one"));
        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        _sink.IsFull = true;
        await resolver.GetAsync("OTHER", cancellationToken: Cancel);
        var tries = _sink.Tries;

        for (var i = 0; i < 1000; i++)
            await resolver.GetAsync("KEY", cancellationToken: Cancel);

        Assert.Equal(tries, _sink.Tries);
    }

    [Fact]
    public async Task Keys_that_somebody_makes_up_are_counted_together_beyond_a_limit()
    {
        var resolver = Audited(FakeSource.Missing("a"));

        for (var i = 0; i < 1500; i++)
            Assert.Null(await resolver.TryGetAsync($"MADE_UP_{i}", cancellationToken: Cancel));
        await _audit!.FlushAsync(Cancel);

        Assert.Equal(1001, _sink.Records.Count(r => r.Kind is AuditRecordKind.Access));
        Assert.Equal(500, _sink.Records.Where(r => r.Access?.Key == "(other keys)").Sum(r => r.Count));
    }

    [Fact]
    public async Task A_value_learned_by_the_scrubber_is_masked_from_the_first_moment()
    {
        var scrubber = new SecretScrubber();
        using var resolver = new SecretResolver(new()
        {
            Sources = [FakeSource.With("a", "postgresql://devflow:hidden-password@localhost/devflow")],
            Catalog = () => SecretCatalog.Parse("a: { env: OPEN, secret: false }", ""),
            Scrubber = scrubber,
        });

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        Assert.Equal("at ***", scrubber.Scrub("at postgresql://devflow:hidden-password@localhost/devflow"));

        var open = new SecretScrubber();
        using var second = new SecretResolver(new()
        {
            Sources = [FakeSource.With("a", "http://me:hidden-password@localhost/devflow")],
            Catalog = () => SecretCatalog.Parse("a: { env: OPEN, secret: false }", ""),
            Scrubber = open,
        });
        await second.GetAsync("OPEN", cancellationToken: Cancel);
        Assert.Equal("at http://me:***@localhost/devflow", open.Scrub("at http://me:hidden-password@localhost/devflow"));
    }

    public async ValueTask DisposeAsync()
    {
        _resolvers.ForEach(resolver => resolver.Dispose());
        if (_audit is not null)
            await _audit.DisposeAsync();
    }

    private SecretResolver Audited(params ISecretSource[] sources) => Audited(required: false, sources);

    private SecretResolver Audited(bool required, params ISecretSource[] sources)
    {
        _audit = new SecretAudit(new() { Folder = "", Service = "tests", Required = required, Sink = _sink });
        var resolver = new SecretResolver(new()
        {
            Sources = sources,
            Remember = TimeSpan.FromMinutes(5),
            Audit = _audit,
            User = () => _user,
        });
        _resolvers.Add(resolver);
        return resolver;
    }

    private sealed class GatedSource(string name, Task gate) : ISecretSource
    {
        public string Name => name;

        public async ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
        {
            await gate;
            return SourceAnswer.Found(new SecretValue("one", name, TimeProvider.System.GetUtcNow()), "here");
        }
    }
}
