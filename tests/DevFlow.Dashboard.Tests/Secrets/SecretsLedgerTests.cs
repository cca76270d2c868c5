using DevFlow.Dashboard.Secrets;
using DevFlow.Dashboard.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Dashboard.Tests.Secrets;

public sealed class SecretsLedgerTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly DateTimeOffset _started;
    private readonly MetricStore _metrics;
    private readonly SecretsLedger _ledger;

    public SecretsLedgerTests()
    {
        _started = Now.AddSeconds(-1);
        _metrics = new(new(), _time);
        _ledger = new(new(_metrics), _time);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public void A_registered_secret_is_listed_before_anybody_looks_it_up()
    {
        _ledger.Register([new("API_KEY", "system") { Reference = "op://a/b/c", IsRequired = true, UsedBy = ["hub"] }]);

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal("API_KEY", secret.Key);
        Assert.Equal("op://a/b/c", secret.Registered?.Reference);
        Assert.Null(secret.Last);
        Assert.False(secret.IsProblem);
    }

    [Fact]
    public void A_lookup_tells_source_cache_service_and_the_request_that_read_it()
    {
        var span = Lookup.Of("API_KEY", "hub", at: Now, fallbacks: 2);
        _ledger.Received([span]);

        var last = _ledger.Find("API_KEY")!.Lookups[0];
        Assert.Equal(last, _ledger.Find("API_KEY")!.Last);
        Assert.Equal(("hub", "1password", SecretOutcome.Hit, false), (last.Service, last.Source, last.Outcome, last.FromCache));
        Assert.Equal((span.TraceId, span.Id, 2), (last.TraceId, last.SpanId, last.Fallbacks));
    }

    [Fact]
    public void Spans_that_are_no_lookups_or_name_no_key_are_not_counted()
    {
        _ledger.Received([new() { Sender = new("s", "1"), TraceId = new(1), Id = new(1), Name = "secret.resolve", Start = Now }, new() { Sender = new("s", "1"), TraceId = new(1), Id = new(2), Name = "GET /", Start = Now, Fields = [new("secret.key", "X")] }]);

        Assert.Empty(_ledger.Secrets());
    }

    [Fact]
    public void The_age_of_what_is_remembered_counts_from_when_its_source_was_asked()
    {
        _ledger.Received([Lookup.Of("K", at: Now)]);
        var fetched = Now;
        _time.Advance(TimeSpan.FromSeconds(42));
        _ledger.Received([Lookup.Of("K", cached: true, at: Now)]);

        Assert.Equal(fetched, _ledger.Find("K")!.Fetched);
        Assert.True(_ledger.Find("K")!.Last!.FromCache);
    }

    [Fact]
    public void What_came_last_need_not_have_happened_last()
    {
        _ledger.Received([Lookup.Of("K", "late", at: Now)]);
        _ledger.Received([Lookup.Of("K", "early", at: Now.AddSeconds(-3))]);

        Assert.Equal("late", _ledger.Find("K")!.Last!.Service);
    }

    [Fact]
    public void Lookups_of_the_last_minute_and_of_each_minute_are_counted()
    {
        for (var minute = 0; minute < 3; minute++)
        {
            _ledger.Received([.. Enumerable.Repeat(0, minute + 1).Select(_ => Lookup.Of("K", at: Now))]);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _ledger.Received([Lookup.Of("K", at: Now)]);

        var secret = _ledger.Find("K")!;
        Assert.Equal(1, secret.Minutes[^1]);
        Assert.Equal([1, 2, 3, 1], secret.Minutes.TakeLast(4));
        Assert.Equal(7, secret.Total);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _ledger.Find("K")!.Minutes.Sum());
    }

    [Fact]
    public void A_clock_that_is_wrong_by_a_day_neither_fails_nor_counts_twice()
    {
        _ledger.Received([Lookup.Of("K", at: Now.AddDays(1)), Lookup.Of("K", at: Now.AddDays(-1)), Lookup.Of("K", at: Now)]);

        Assert.Equal(2, _ledger.Find("K")!.Minutes[^1]);
        Assert.Equal(3, _ledger.Find("K")!.Total);
    }

    [Theory]
    [InlineData("hit", false, false)]
    [InlineData("miss", false, false)]
    [InlineData("miss", true, true)]
    [InlineData("stale", false, true)]
    [InlineData("denied", false, true)]
    [InlineData("error", false, true)]
    [InlineData("something-new", false, true)]
    public void A_problem_is_what_a_person_should_look_at(string outcome, bool required, bool isProblem)
    {
        _ledger.Register([new("K", "system") { IsRequired = required }]);
        _ledger.Received([Lookup.Of("K", outcome: outcome, at: Now)]);

        Assert.Equal(isProblem, _ledger.Find("K")!.IsProblem);
    }

    [Fact]
    public void Memory_is_bounded_however_many_keys_services_and_lookups_there_are()
    {
        _ledger.Received([.. Enumerable.Range(0, 2 * SecretsLedger.MaxKeys).Select(i => Lookup.Of($"KEY_{i}", at: Now))]);
        _ledger.Received([.. Enumerable.Range(0, 500).Select(i => Lookup.Of("KEY_1", $"service-{i}", at: Now))]);

        Assert.Equal(SecretsLedger.MaxKeys, _ledger.Secrets().Count);
        Assert.Equal(50, _ledger.Find("KEY_1")!.Lookups.Count);
        Assert.Equal(50, _ledger.Find("KEY_1")!.Readers.Count);
        Assert.Equal(50, _ledger.Find("KEY_1")!.Total);
    }

    [Fact]
    public void A_registered_secret_finds_room_among_made_up_keys()
    {
        _ledger.Received([.. Enumerable.Range(0, 2 * SecretsLedger.MaxKeys).Select(i => Lookup.Of($"KEY_{i}", at: Now))]);
        _ledger.Register([new("REAL", "system")]);
        _ledger.Received([Lookup.Of("REAL", at: Now)]);

        Assert.Equal(1, _ledger.Find("REAL")!.Total);
    }

    [Fact]
    public void A_counter_tells_of_lookups_that_have_no_span()
    {
        Count("K", "hub", 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        Count("K", "hub", 5);
        var grown = Now;
        _time.Advance(TimeSpan.FromSeconds(20));
        Count("K", "hub", 5);

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal((5, 5, "system"), (secret.Total, secret.Minutes[^1], secret.Tier));
        Assert.Equal(("hub", "apphost", SecretOutcome.Hit, true), (secret.Last!.Service, secret.Last.Source, secret.Last.Outcome, secret.Last.FromCache));
        Assert.Equal(grown, secret.Last.Time);
        Assert.Empty(secret.Lookups);
    }

    [Fact]
    public void What_both_a_span_and_a_counter_tell_is_one_lookup()
    {
        _ledger.Received([Lookup.Of("K", "hub", source: "apphost", at: Now)]);
        _time.Advance(TimeSpan.FromSeconds(1));
        Count("K", "hub", 1);

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal((1, 1), (secret.Total, secret.Minutes[^1]));
        Assert.Same(secret.Lookups[0], secret.Last);
    }

    [Fact]
    public void A_lookup_that_the_counter_alone_knows_is_newer_than_the_last_span()
    {
        _ledger.Received([Lookup.Of("K", "hub", at: Now)]);
        Count("K", "hub", 1);
        _time.Advance(TimeSpan.FromSeconds(30));
        Count("K", "hub", 2, outcome: "denied");

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal((SecretOutcome.Denied, Now), (secret.Last!.Outcome, secret.Last.Time));
        Assert.Single(secret.Lookups);
        Assert.True(secret.IsProblem);
    }

    [Fact]
    public void A_service_that_starts_anew_goes_on_counting()
    {
        Count("K", "hub", 7, instance: "first");
        _time.Advance(TimeSpan.FromMinutes(2));
        Count("K", "hub", 2, instance: "second", since: Now.AddSeconds(-1));

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal((9, 2), (secret.Total, secret.Minutes[^1]));
    }

    [Fact]
    public void What_was_counted_while_nobody_listened_is_no_peak_of_the_last_minute()
    {
        Count("K", "hub", 10_000, since: Now.AddHours(-5));

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal(10_000, secret.Total);
        Assert.InRange(secret.Minutes[^1], 0, 40);
    }

    [Fact]
    public void A_fetch_that_the_counter_alone_knows_makes_what_is_remembered_young_again()
    {
        _ledger.Received([Lookup.Of("K", "hub", at: Now)]);
        _time.Advance(TimeSpan.FromMinutes(10));
        Count("K", "hub", 1, cache: "miss");

        Assert.Equal(Now, Assert.Single(_ledger.Secrets()).Fetched);
    }

    [Fact]
    public void Misses_and_fallbacks_of_each_service_are_added_up()
    {
        Count("K", "hub", 4, outcome: "miss");
        Count("K", "engine", 2, outcome: "miss");
        _metrics.Add(new("hub", "1"), new("hub", "DevFlow.Secrets", "secret.fallback") { Kind = InstrumentKind.Counter },
            [new("secret.key", "K"), new("secret.source", "1password"), new("secret.outcome", "error")], new(Now, 3));

        var secret = Assert.Single(_ledger.Secrets());
        Assert.Equal((6, 3, 2), (secret.Misses, secret.Fallbacks, secret.Readers.Count));
    }

    private void Count(string key, string service, double value, string outcome = "hit", string instance = "1", string cache = "hit", DateTimeOffset? since = null) => _metrics.Add(
        new(service, instance), new(service, "DevFlow.Secrets", "secret.access") { Kind = InstrumentKind.Counter },
        [new("secret.key", key), new("secret.tier", "system"), new("secret.source", "apphost"), new("secret.outcome", outcome), new("secret.cache", cache)],
        new(Now, value), start: since ?? _started);
}
