using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Connect;

public class ConnectFailoverTests
{
    private readonly ScriptedConnect _connect = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<string> Hosts => _connect.Sent.Select(s => s.Host);

    [Fact]
    public async Task The_next_endpoint_answers_within_the_same_call()
    {
        _connect.Always("a", Replies.Refused).Always("b", Replies.Status(503));
        using var client = _connect.Client(with: null, "a", "b", "c");

        Assert.Single(await client.ListVaultsAsync(Cancel));

        Assert.Equal(["a", "b", "c"], Hosts);
    }

    [Fact]
    public async Task What_failed_last_goes_behind_for_half_a_minute()
    {
        _connect.Next(Replies.Refused);
        using var client = _connect.Client(o => o with { TimeProvider = _time }, "a", "b");

        await client.ListVaultsAsync(Cancel);
        await client.ListVaultsAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(31));
        await client.ListVaultsAsync(Cancel);

        Assert.Equal(["a", "b", "b", "a"], Hosts);
    }

    [Theory]
    [InlineData(401, ConnectErrorKind.Denied)]
    [InlineData(403, ConnectErrorKind.Denied)]
    [InlineData(404, ConnectErrorKind.NotFound)]
    public async Task A_refusal_is_final(int status, ConnectErrorKind kind)
    {
        _connect.Always("a", Replies.Status(status));
        using var client = _connect.Client(with: null, "a", "b");

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(kind, e.Kind);
        Assert.DoesNotContain("b", Hosts);
    }

    [Fact]
    public async Task All_that_is_wrong_with_all_endpoints_is_told_at_once()
    {
        _connect.Always("a", Replies.Refused).Always("b", Replies.Html);
        using var client = _connect.Client(with: null, "a", "b");

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Contains("http://a:8080 is not reached: the connection was refused", e.Detail, StringComparison.Ordinal);
        Assert.Contains("http://b:8080 answered with something that is not Connect's JSON", e.Detail, StringComparison.Ordinal);
        Assert.Null(e.Endpoint);
    }

    [Fact]
    public async Task An_endpoint_that_keeps_failing_is_left_alone_and_then_tried_again()
    {
        var log = new ListLogger();
        _connect.Always("a", Replies.Refused);
        using var client = _connect.Client(o => o with { TimeProvider = _time, Retries = 0, Logger = log });
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));
        var asked = _connect.Sent.Count;

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));
        _connect.Always("a", reply: null);
        _time.Advance(TimeSpan.FromSeconds(6));
        var vaults = await client.ListVaultsAsync(Cancel);

        Assert.InRange(asked, 2, 9);
        Assert.Contains("is left alone for a moment", e.Message, StringComparison.Ordinal);
        Assert.Single(vaults);
        Assert.Contains(log.Lines, line => line.Text.Contains("http://a:8080 keeps failing", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Text.Contains("http://a:8080 answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_is_left_alone_fails_at_once()
    {
        _connect.Always("a", Replies.Refused);
        using var client = _connect.Client(o => o with { RetryDelay = TimeSpan.FromTicks(1) });
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));
        var asked = _connect.Sent.Count;

        await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(asked, _connect.Sent.Count);
    }

    [Fact]
    public async Task Too_many_requests_do_not_shut_an_endpoint_out()
    {
        _connect.Always("a", Replies.Status(429));
        using var client = _connect.Client(o => o with { Retries = 0 });
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(10, _connect.Sent.Count);
    }

    [Fact]
    public async Task A_server_that_warms_up_may_refuse_the_token_once()
    {
        _connect.Next(Replies.Status(401, "Invalid bearer token"));
        using var client = _connect.Client();

        Assert.Single(await client.ListVaultsAsync(Cancel));

        Assert.Equal(2, _connect.Sent.Count);
    }

    [Fact]
    public async Task A_token_that_is_refused_later_is_refused()
    {
        using var client = _connect.Client();
        await client.ListVaultsAsync(Cancel);
        _connect.Always("a", Replies.Status(401, "Invalid bearer token"));

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal((ConnectErrorKind.Denied, 401, 2), (e.Kind, e.Status, _connect.Sent.Count));
    }

    [Fact]
    public async Task A_token_that_was_refused_twice_is_not_believed_to_be_warming_up_again()
    {
        _connect.Always("a", Replies.Status(401));
        using var client = _connect.Client();

        await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));
        await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(3, _connect.Sent.Count);
    }

    [Fact]
    public async Task A_wrong_403_under_load_is_asked_once_more()
    {
        using var client = _connect.Client(o => o with { TimeProvider = _time });
        await client.ListVaultsAsync(Cancel);
        _connect.Next(Replies.Status(403));
        var call = client.ListVaultsAsync(Cancel);
        Assert.False(call.IsCompleted);

        Assert.Single(await _time.UntilAsync(call));
    }

    [Fact]
    public async Task A_403_that_stays_is_denied_after_one_more_look()
    {
        using var client = _connect.Client();
        await client.ListVaultsAsync(Cancel);
        _connect.Always("a", Replies.Status(403));

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal((ConnectErrorKind.Denied, 403, 3), (e.Kind, e.Status, _connect.Sent.Count));
    }
}
