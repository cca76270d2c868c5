using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Resolution;

public class SnapshotTests
{
    private static readonly TimeSpan _remember = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_is_asked_for_once_and_then_served_from_memory()
    {
        var source = Counting();
        using var resolver = Remembering(source);

        var first = await resolver.GetAsync("KEY", cancellationToken: Cancel);
        var second = await resolver.TryGetAsync("KEY", cancellationToken: Cancel);

        Assert.Same(first, second);
        Assert.Single(source.Asked);
    }

    [Fact]
    public async Task Without_remembering_each_read_asks()
    {
        var source = Counting();
        using var resolver = Remembering(source, TimeSpan.Zero);

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task A_value_expires_within_the_last_tenth_of_its_time()
    {
        var source = Counting();
        using var resolver = Remembering(source);

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        _time.Advance(_remember * 0.89);
        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        Assert.Single(source.Asked);

        _time.Advance((_remember * 0.11) + TimeSpan.FromSeconds(1));
        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task Not_all_values_expire_at_once()
    {
        var source = Counting();
        using var resolver = Remembering(source);
        var keys = Enumerable.Range(0, 100).Select(n => $"KEY_{n}").ToArray();
        foreach (var key in keys)
            await resolver.GetAsync(key, cancellationToken: Cancel);
        source.Asked.Clear();

        _time.Advance(_remember * 0.95);
        foreach (var key in keys)
            await resolver.GetAsync(key, cancellationToken: Cancel);

        Assert.InRange(source.Asked.Count, 1, 99);
    }

    [Fact]
    public async Task The_time_of_a_value_runs_from_when_its_source_read_it()
    {
        var source = new FakeSource("a", _ => SourceAnswer.Found(new SecretValue("one", "a", _time.GetUtcNow() - (_remember * 0.8)), "here"));
        using var resolver = Remembering(source);

        await resolver.GetAsync("KEY", cancellationToken: Cancel);
        _time.Advance((_remember * 0.2) + TimeSpan.FromSeconds(1));
        await resolver.GetAsync("KEY", cancellationToken: Cancel);

        Assert.Equal(2, source.Asked.Count);
    }

    [Theory]
    [InlineData(SourceOutcome.Unavailable)]
    [InlineData(SourceOutcome.Denied)]
    public async Task A_value_behind_a_source_that_was_passed_over_is_looked_at_again_soon(SourceOutcome outcome)
    {
        var isAway = true;
        var first = new FakeSource("a", _ => isAway
            ? SourceAnswer.Missed(outcome, "away")
            : SourceAnswer.Found(new SecretValue("new", "a", _time.GetUtcNow()), "here"));
        using var resolver = Remembering(first, FakeSource.With("b", "old"));

        Assert.Equal("old", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        isAway = false;
        Assert.Equal("old", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("new", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task A_reference_of_the_callers_is_remembered_for_itself()
    {
        var source = new FakeSource("a", r => SourceAnswer.Found(new SecretValue(r.Reference?.Item ?? "none", "a", _time.GetUtcNow()), "here"));
        using var resolver = Remembering(source);
        var (one, two) = (SecretReference.Parse("op://v/one/f"), SecretReference.Parse("op://v/two/f"));

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("one", (await resolver.GetAsync("KEY", one, Cancel)).Reveal());
            Assert.Equal("two", (await resolver.GetAsync("KEY", two, Cancel)).Reveal());
            Assert.Equal("none", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        }

        Assert.Equal(3, source.Asked.Count);
    }

    [Fact]
    public async Task What_is_invalidated_is_asked_for_again_and_the_rest_is_not()
    {
        var source = Counting();
        using var resolver = Remembering(source);
        await resolver.GetAsync("A", cancellationToken: Cancel);
        await resolver.GetAsync("A", SecretReference.Parse("op://v/i/f"), Cancel);
        await resolver.GetAsync("B", cancellationToken: Cancel);
        source.Asked.Clear();

        resolver.Invalidate(new() { Key = "A" });
        await resolver.GetAsync("A", cancellationToken: Cancel);
        await resolver.GetAsync("A", SecretReference.Parse("op://v/i/f"), Cancel);
        await resolver.GetAsync("B", cancellationToken: Cancel);

        Assert.Equal(["A", "A"], source.Asked.Select(r => r.Key));
    }

    [Fact]
    public async Task A_resolution_that_an_invalidation_overtakes_is_not_remembered()
    {
        var asked = 0;
        SecretResolver? resolver = null;
        var source = new FakeSource("a", _ =>
        {
            if (asked++ == 0)
                resolver!.Invalidate(new() { Key = "KEY" });
            return SourceAnswer.Found(new SecretValue($"value {asked}", "a", _time.GetUtcNow()), "here");
        });
        using var owned = resolver = Remembering(source);

        Assert.Equal("value 1", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        Assert.Equal("value 2", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
        Assert.Equal("value 2", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task After_a_gap_in_the_announcements_everything_is_forgotten()
    {
        var source = Counting();
        using var resolver = Remembering(source);
        resolver.Invalidate(new() { Key = "X", Generation = 1 });
        await resolver.GetAsync("A", cancellationToken: Cancel);
        await resolver.GetAsync("B", cancellationToken: Cancel);
        source.Asked.Clear();

        resolver.Invalidate(new() { Key = "A", Generation = 1 });
        resolver.Invalidate(new() { Key = "X", Generation = 2 });
        await resolver.GetAsync("A", cancellationToken: Cancel);
        Assert.Empty(source.Asked);

        resolver.Invalidate(new() { Key = "X", Generation = 4 });
        await resolver.GetAsync("A", cancellationToken: Cancel);
        await resolver.GetAsync("B", cancellationToken: Cancel);
        Assert.Equal(["A", "B"], source.Asked.Select(r => r.Key));
    }

    [Fact]
    public async Task A_miss_and_a_refusal_are_not_remembered()
    {
        var answers = new Queue<SourceAnswer>([
            SourceAnswer.Missed(SourceOutcome.NotFound, "none"),
            SourceAnswer.Missed(SourceOutcome.Ambiguous, "two items: a, b"),
            SourceAnswer.Found(new SecretValue("one", "a", _time.GetUtcNow()), "here")]);
        using var resolver = Remembering(new FakeSource("a", _ => answers.Dequeue()));

        Assert.Null(await resolver.TryGetAsync("KEY", cancellationToken: Cancel));
        var ambiguous = await Assert.ThrowsAsync<SecretAmbiguousException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));
        Assert.Equal("Secret 'KEY' is ambiguous in a: two items: a, b.", ambiguous.Message);
        Assert.Equal("one", (await resolver.GetAsync("KEY", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task An_ambiguity_ends_the_search_in_local_mode_too()
    {
        using var resolver = Resolvers.Of(
            [FakeSource.Missing("a", SourceOutcome.Ambiguous), FakeSource.With("b", "one")], mode: () => DevFlowMode.Local);

        await Assert.ThrowsAsync<SecretAmbiguousException>(async () => await resolver.GetAsync("KEY", cancellationToken: Cancel));
        Assert.Equal(SecretState.Ambiguous, (await resolver.ExplainAsync("KEY", cancellationToken: Cancel)).State);
    }

    private FakeSource Counting() => new("a", r => SourceAnswer.Found(new SecretValue($"value of {r.Key}", "a", _time.GetUtcNow()), "here"));

    private SecretResolver Remembering(params ISecretSource[] sources) => Remembering(_remember, sources);

    private SecretResolver Remembering(ISecretSource source, TimeSpan remember) => Remembering(remember, source);

    private SecretResolver Remembering(TimeSpan remember, params ISecretSource[] sources) =>
        new(new() { Sources = sources, Remember = remember, Mode = () => DevFlowMode.Local, TimeProvider = _time });
}
