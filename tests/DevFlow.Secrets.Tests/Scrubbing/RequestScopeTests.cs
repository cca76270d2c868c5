using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Scrubbing;

public class RequestScopeTests
{
    private const string Value = "c4n4ry-of-one-user";

    private readonly FakeTimeProvider _time = new();
    private readonly SecretScrubber _scrubber;

    public RequestScopeTests() => _scrubber = new(_time);

    [Fact]
    public void A_value_of_a_request_is_forgotten_with_it()
    {
        using (_scrubber.RegisterForRequest(Value, "another-long-value"))
            Assert.Equal("*** ***", _scrubber.Scrub($"{Value} another-long-value"));
        _time.Advance(SecretScrubber.ForgetAfter);

        Assert.Equal(Value, _scrubber.Scrub(Value));
        Assert.Equal("SecretScrubber with 0 forms", _scrubber.ToString());
    }

    [Fact]
    public void What_is_written_just_after_a_request_is_masked_still()
    {
        _scrubber.RegisterForRequest(Value).Dispose();
        _time.Advance(SecretScrubber.ForgetAfter - TimeSpan.FromSeconds(1));
        Assert.Equal("***", _scrubber.Scrub(Value));

        _scrubber.RegisterForRequest("another-long-value").Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal($"{Value} ***", _scrubber.Scrub($"{Value} another-long-value"));

        _time.Advance(SecretScrubber.ForgetAfter);
        Assert.Equal("another-long-value", _scrubber.Scrub("another-long-value"));
    }

    [Fact]
    public void What_falls_due_while_the_clock_is_looked_at_stops_nothing()
    {
        var time = new HurryingTime();
        var scrubber = new SecretScrubber(time);
        scrubber.RegisterForRequest(Value).Dispose();
        time.Advance(TimeSpan.FromMilliseconds(25));
        scrubber.RegisterForRequest("another-long-value").Dispose();

        // The first is due; the second has five milliseconds left, which are gone at the next look.
        time.Advance(SecretScrubber.ForgetAfter - TimeSpan.FromMilliseconds(25));
        Assert.Equal($"{Value} ***", scrubber.Scrub($"{Value} another-long-value"));

        time.Advance(TimeSpan.FromMilliseconds(6));
        Assert.Equal("SecretScrubber with 0 forms", scrubber.ToString());
    }

    [Fact]
    public void Two_requests_with_the_same_value_each_keep_it_masked()
    {
        var first = _scrubber.RegisterForRequest(Value);
        var second = _scrubber.RegisterForRequest(Value);

        first.Dispose();
        first.Dispose();
        _time.Advance(SecretScrubber.ForgetAfter);
        Assert.Equal("***", _scrubber.Scrub(Value));

        second.Dispose();
        _time.Advance(SecretScrubber.ForgetAfter);
        Assert.Equal(Value, _scrubber.Scrub(Value));
    }

    [Fact]
    public void A_value_registered_for_good_outlives_the_request()
    {
        using (_scrubber.RegisterForRequest(Value))
            _scrubber.Register(Value);
        _time.Advance(SecretScrubber.ForgetAfter);

        Assert.Equal("***", _scrubber.Scrub(Value));
    }

    [Fact]
    public void A_value_of_a_megabyte_costs_little_more_than_itself_and_is_masked_whole_and_by_its_ends()
    {
        var text = string.Concat(Enumerable.Range(0, 1024 * 1024 / 8).Select(i => $"{i:x6} \n"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var request = _scrubber.RegisterForRequest(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The whole, trimmed, has 2 MiB by itself.
        Assert.InRange(allocated, 1, 8 * 1024 * 1024);
        Assert.Equal("***", _scrubber.Scrub(text.Trim()));
        foreach (var encoded in new[] { Convert.ToBase64String(Encoding.UTF8.GetBytes(text[..2048])), Convert.ToHexString(Encoding.UTF8.GetBytes(text.Trim()[^2048..])) })
            Assert.Contains("***", _scrubber.Scrub(encoded), StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_of_two_is_not_cut_in_half_at_the_end_of_a_long_value()
    {
        foreach (var text in new[] { "x" + string.Concat(Enumerable.Repeat("\U0001F511", 10_000)), string.Concat(Enumerable.Repeat("\U0001F511", 10_000)) + "x" })
        {
            using var request = _scrubber.RegisterForRequest(text);
            Assert.Contains("***", _scrubber.Scrub(Uri.EscapeDataString(text)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_values_at_once_are_all_masked_in_bounded_memory()
    {
        var leases = Enumerable.Range(0, 600).Select(i => _scrubber.RegisterForRequest(Text(i))).ToList();

        Assert.Equal("*** ***", _scrubber.Scrub($"{Text(0)} {Text(599)}"));
        // A handful of forms each at most, once there are enough: all forms of 600 would be some 15,000.
        Assert.InRange(int.Parse(_scrubber.ToString().Split(' ')[2], CultureInfo.InvariantCulture), 600, 8_000);

        leases.ForEach(lease => lease.Dispose());
        _time.Advance(SecretScrubber.ForgetAfter);
        Assert.Equal("SecretScrubber with 0 forms", _scrubber.ToString());
        using var after = _scrubber.RegisterForRequest(Value);
        Assert.Equal("***", _scrubber.Scrub(Convert.ToBase64String(Encoding.UTF8.GetBytes(Value))));

        static string Text(int i) => string.Concat(Enumerable.Range(0, 1500).Select(line => $"{i}/{line}+&ü"));
    }

    [Fact]
    public void A_value_that_is_read_again_and_again_is_kept_once()
    {
        const int Length = 100_000;
        List<WeakReference> texts = [];
        List<IDisposable> leases = [];
        for (var i = 0; i < 50; i++)
            RegisterOne(texts, leases);

        GC.Collect();

        Assert.InRange(texts.Count(text => text.IsAlive), 0, 2);
        leases.ForEach(lease => lease.Dispose());

        void RegisterOne(List<WeakReference> seen, List<IDisposable> held)
        {
            var text = new string('x', Length);
            seen.Add(new(text));
            held.Add(_scrubber.RegisterForRequest(text));
        }
    }

    [Fact]
    public void A_short_value_is_passed_over()
    {
        using var request = _scrubber.RegisterForRequest("short", Value);

        Assert.Equal("short ***", _scrubber.Scrub($"short {Value}"));
    }

    [Fact]
    public void After_thousands_of_requests_what_is_left_is_masked_and_nothing_else()
    {
        _scrubber.Register("value-for-good");
        for (var i = 0; i < 2000; i++)
        {
            using (_scrubber.RegisterForRequest($"value-of-request-{i}"))
                Assert.Equal("***", _scrubber.Scrub($"value-of-request-{i}"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _time.Advance(SecretScrubber.ForgetAfter);

        Assert.Equal("*** value-of-request-7", _scrubber.Scrub("value-for-good value-of-request-7"));
    }
}
