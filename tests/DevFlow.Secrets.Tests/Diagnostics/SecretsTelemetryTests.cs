using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Diagnostics;

public class SecretsTelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_resolution_is_a_span_with_a_child_for_each_source_tried()
    {
        using var recorder = new SpanRecorder();
        var resolver = Resolvers.Of(
            [FakeSource.Missing("a", SourceOutcome.Unavailable), FakeSource.With("b", "one"), FakeSource.With("c", "two")],
            () => SecretCatalog.Parse("a: { env: KEY, tier: project }", ""));

        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        var resolve = Assert.Single(recorder.Spans, s => s.OperationName == "secret.resolve");
        Assert.Equal(
            ("KEY", "project", "b", "hit"),
            (Tag(resolve, "secret.key"), Tag(resolve, "secret.tier"), Tag(resolve, "secret.source"), Tag(resolve, "secret.outcome")));
        var children = recorder.Spans.Where(s => s.ParentSpanId == resolve.SpanId).ToArray();
        Assert.Equal([("a", "error"), ("b", "hit")], children.Select(c => (Tag(c, "secret.source"), Tag(c, "secret.outcome"))));
    }

    [Theory]
    [InlineData(SourceOutcome.NotFound, "miss", ActivityStatusCode.Unset)]
    [InlineData(SourceOutcome.Denied, "denied", ActivityStatusCode.Error)]
    public async Task A_resolution_without_a_value_says_how_it_ended(SourceOutcome said, string outcome, ActivityStatusCode status)
    {
        using var recorder = new SpanRecorder();
        var resolver = Resolvers.Of([FakeSource.Missing("a", said)], () => SecretCatalog.Empty);

        await Assert.ThrowsAnyAsync<Exception>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));

        var resolve = Assert.Single(recorder.Spans, s => s.OperationName == "secret.resolve");
        Assert.Equal((outcome, status), (Tag(resolve, "secret.outcome"), resolve.Status));
    }

    [Fact]
    public async Task A_source_that_throws_is_an_error_and_is_not_swallowed()
    {
        using var recorder = new SpanRecorder();
        var resolver = Resolvers.Of(
            [new FakeSource("a", _ => throw new InvalidOperationException("ambiguous"))], () => SecretCatalog.Empty);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));

        Assert.Equal("error", Tag(Assert.Single(recorder.Spans, s => s.OperationName == "secret.resolve"), "secret.outcome"));
    }

    [Fact]
    public async Task Metrics_count_accesses_and_fallbacks_and_measure_by_the_given_clock()
    {
        var time = new FakeTimeProvider();
        var key = $"KEY_{Guid.NewGuid():N}";
        using var meter = new MetricRecorder();
        var slow = new FakeSource($"slow-{key}", _ =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            return SourceAnswer.Missed(SourceOutcome.Unavailable, "timeout");
        });
        var resolver = Resolvers.Of([slow, FakeSource.With($"b-{key}", "one")], () => SecretCatalog.Empty, timeProvider: time);

        await resolver.GetAsync(key, cancellationToken: Cancel);

        Assert.Equal($"1 secret.key={key} secret.tier=system secret.source=b-{key} secret.outcome=hit secret.cache=miss", meter.Of("secret.access", key));
        Assert.Equal($"1 secret.key={key} secret.source=slow-{key} secret.outcome=error", meter.Of("secret.fallback", key));
        Assert.Equal($"3 secret.source=b-{key} secret.outcome=hit", meter.Of("secret.resolve.duration", key));
    }

    [Fact]
    public async Task A_read_from_memory_is_a_span_that_says_so()
    {
        using var recorder = new SpanRecorder();
        using var resolver = new SecretResolver(new() { Sources = [FakeSource.With("a", "one")], Remember = TimeSpan.FromMinutes(5) });

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        var spans = recorder.Spans.Where(s => s.OperationName == "secret.resolve").ToArray();
        Assert.Equal([("miss", "hit"), ("hit", "hit")], spans.Select(s => (Tag(s, "secret.cache"), Tag(s, "secret.outcome"))));
        Assert.Single(recorder.Spans, s => s.OperationName == "secret.source.ask");
    }

    [Fact]
    public async Task A_stale_value_is_said_to_be_one_with_its_age()
    {
        using var recorder = new SpanRecorder();
        using var meter = new MetricRecorder();
        var key = $"KEY_{Guid.NewGuid():N}";
        var time = new FakeTimeProvider();
        var stale = new FakeSource(
            "a", _ => SourceAnswer.Found(new SecretValue("one", "a", time.GetUtcNow() - TimeSpan.FromSeconds(42)), "here")
                .Aged(fromCache: true, TimeSpan.FromSeconds(42)));
        using var resolver = new SecretResolver(new() { Sources = [stale], Remember = TimeSpan.FromMinutes(5), TimeProvider = time });

        await resolver.GetAsync(key, cancellationToken: Cancel);
        time.Advance(TimeSpan.FromMilliseconds(500));
        await resolver.GetAsync(key, cancellationToken: Cancel);

        var spans = recorder.Spans.Where(s => s.OperationName == "secret.resolve").ToArray();
        Assert.All(spans, s => Assert.Equal("stale", Tag(s, "secret.outcome")));
        Assert.Equal([42.0, 42.5], spans.Select(s => s.GetTagItem("secret.age")));
        Assert.Equal(2, meter.Measured.Count(m => m.Instrument == "secret.access" && m.Text.Contains($"{key} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_source_that_is_passed_over_is_an_event_of_the_resolution()
    {
        using var recorder = new SpanRecorder();
        using var resolver = Resolvers.Of([FakeSource.Missing("a", SourceOutcome.Unavailable), FakeSource.With("b", "one")]);

        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        var fallback = Assert.Single(Assert.Single(recorder.Spans, s => s.OperationName == "secret.resolve").Events);
        Assert.Equal("secret.fallback", fallback.Name);
        Assert.Equal(["secret.source=a", "secret.outcome=error"], fallback.Tags.Select(t => $"{t.Key}={t.Value}"));
    }

    [Fact]
    public void An_announced_rotation_is_counted_once()
    {
        using var meter = new MetricRecorder();
        using var resolver = Resolvers.Of([FakeSource.With("a", "one")]);
        var key = $"KEY_{Guid.NewGuid():N}";

        resolver.Invalidate(new() { Key = key, Generation = 7 });
        resolver.Invalidate(new() { Key = key, Generation = 7 });

        Assert.Equal($"1 secret.key={key}", meter.Of("secret.rotation", key));
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name) as string;
}
