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
