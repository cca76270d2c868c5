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
        var resolver = new SecretResolver(
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
        var resolver = new SecretResolver([FakeSource.Missing("a", said)], () => SecretCatalog.Empty);

        await Assert.ThrowsAnyAsync<Exception>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));

        var resolve = Assert.Single(recorder.Spans, s => s.OperationName == "secret.resolve");
        Assert.Equal((outcome, status), (Tag(resolve, "secret.outcome"), resolve.Status));
    }

    [Fact]
    public async Task A_source_that_throws_is_an_error_and_is_not_swallowed()
    {
        using var recorder = new SpanRecorder();
        var resolver = new SecretResolver(
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
        var resolver = new SecretResolver([slow, FakeSource.With($"b-{key}", "one")], () => SecretCatalog.Empty, timeProvider: time);

        await resolver.GetAsync(key, cancellationToken: Cancel);

        Assert.Equal($"1 secret.key={key} secret.tier=system secret.source=b-{key} secret.outcome=hit", meter.Of("secret.access", key));
        Assert.Equal($"1 secret.source=slow-{key} secret.outcome=error", meter.Of("secret.fallback", key));
        Assert.Equal($"3 secret.source=b-{key} secret.outcome=hit", meter.Of("secret.resolve.duration", key));
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name) as string;
}
