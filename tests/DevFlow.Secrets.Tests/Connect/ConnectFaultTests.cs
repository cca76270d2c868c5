using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Connect;

public class ConnectFaultTests
{
    private readonly ScriptedConnect _connect = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, ConnectErrorKind.Invalid, 1)]
    [InlineData(401, ConnectErrorKind.Denied, 2)]
    [InlineData(403, ConnectErrorKind.Denied, 2)]
    [InlineData(404, ConnectErrorKind.NotFound, 1)]
    [InlineData(409, ConnectErrorKind.Conflict, 1)]
    [InlineData(413, ConnectErrorKind.Invalid, 1)]
    [InlineData(429, ConnectErrorKind.Unavailable, 4)]
    [InlineData(500, ConnectErrorKind.Unavailable, 4)]
    [InlineData(502, ConnectErrorKind.Unavailable, 4)]
    [InlineData(503, ConnectErrorKind.Unavailable, 4)]
    public async Task A_status_means_one_thing(int status, ConnectErrorKind kind, int requests)
    {
        _connect.Always("a", Replies.Status(status));
        using var client = _connect.Client();

        var e = await Assert.ThrowsAnyAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal((kind, status, requests), (e.Kind, e.Status, _connect.Sent.Count));
        Assert.Equal(new Uri("http://a:8080"), e.Endpoint);
        Assert.Contains($"1Password Connect at http://a:8080 ", e.Message, StringComparison.Ordinal);
        Assert.Contains($"{status}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Answers => new()
    {
        { "html", "something that is not Connect's JSON" },
        { "truncated", "something that is not Connect's JSON" },
        { "oversize", "more than 16777216 bytes" },
        { "redirect", "redirects (302), which is not followed" },
        { "404 html", "answered 404 with something that is not Connect's JSON" },
        { "refused", "the connection was refused" },
        { "reset", "broke the connection off" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_none_of_Connects_means_unavailable(string fault, string expected)
    {
        _connect.Always("a", fault switch
        {
            "html" => Replies.Html,
            "truncated" => Replies.Truncated,
            "oversize" => Replies.Oversize,
            "redirect" => Replies.Redirect,
            "404 html" => Replies.Raw(404, "<html>c4n4ry"),
            "refused" => Replies.Refused,
            _ => Replies.Reset,
        });
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(ConnectErrorKind.Unavailable, e.Kind);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.Remedy);
        Assert.Null(e.InnerException);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
        Assert.All(_connect.Sent, s => Assert.Equal("a", s.Host));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"id":""}]""")]
    [InlineData("""[{"id":5}]""")]
    [InlineData("")]
    public async Task Json_of_another_shape_is_not_Connects(string body)
    {
        _connect.Always("a", Replies.Body(body));
        using var client = _connect.Client();

        Assert.Equal(ConnectErrorKind.Unavailable, (await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel))).Kind);
        Assert.Equal(ConnectErrorKind.Unavailable, (await Assert.ThrowsAsync<ConnectException>(() => client.GetItemAsync("v", "i", Cancel))).Kind);
    }

    [Theory]
    [InlineData("vault abcdefghijklmnopqrstuvwxyz is not in scope", true)]
    [InlineData("Invalid token signature", true)]
    [InlineData("database is locked", true)]
    [InlineData("vault c4n4ry is not in scope", false)]
    [InlineData("Invalid token signature c4n4ry", false)]
    [InlineData("Invalid token signature\\nc4n4ry", false)]
    [InlineData("c4n4ry", false)]
    public async Task Connects_own_words_are_repeated_only_where_they_are_known(string message, bool repeated)
    {
        _connect.Always("a", Replies.Status(403, message));
        using var client = _connect.Client();

        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));

        Assert.Equal(repeated, e.Message.Contains($"(403: {message})", StringComparison.Ordinal));
        Assert.DoesNotContain("c4n4ry", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_passes_is_not_seen()
    {
        _connect.Next(Replies.Status(500), Replies.Refused, Replies.Truncated);
        using var client = _connect.Client();

        Assert.Single(await client.ListVaultsAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_hangs_gets_its_first_time_once_and_then_the_usual_one()
    {
        _connect.Always("a", Replies.Hang);
        using var client = _connect.Client(o => o with { TimeProvider = _time, Retries = 0 });

        var first = await _time.FailureAsync(client.ListVaultsAsync(Cancel));
        var second = await _time.FailureAsync(client.ListVaultsAsync(Cancel));

        Assert.Equal((ConnectErrorKind.Unavailable, ConnectErrorKind.Unavailable), (first.Kind, second.Kind));
        Assert.Contains("gave no answer within 15 s", first.Message, StringComparison.Ordinal);
        Assert.Contains("gave no answer within 5 s", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_syncs_for_ten_seconds_is_waited_for()
    {
        _connect.Next(async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(10), _time, cancellationToken);
            return Replies.Json("[]");
        });
        using var client = _connect.Client(o => o with { TimeProvider = _time });

        Assert.Empty(await _time.UntilAsync(client.ListVaultsAsync(Cancel)));
        Assert.Single(_connect.Sent);
    }

    [Fact]
    public async Task Everything_together_ends_in_time()
    {
        await WarmAsync(out var client);
        _connect.Always("a", Replies.SlowBody);
        var started = _time.GetTimestamp();

        var e = await _time.FailureAsync(client.ListVaultsAsync(Cancel));

        Assert.Equal(ConnectErrorKind.Unavailable, e.Kind);
        Assert.Contains("no better answer came within 15 s", e.Message, StringComparison.Ordinal);
        Assert.InRange(_time.GetElapsedTime(started), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16));
        client.Dispose();
    }

    [Theory]
    [InlineData(429, "3")]
    [InlineData(503, "3")]
    [InlineData(429, "date")]
    public async Task Connect_is_left_alone_as_long_as_it_asks(int status, string retryAfter)
    {
        await WarmAsync(out var client);
        var header = retryAfter == "date" ? _time.GetUtcNow().AddSeconds(3).ToString("R") : retryAfter;
        _connect.Next(Replies.Status(status, retryAfter: header));
        var started = _time.GetTimestamp();

        Assert.Single(await _time.UntilAsync(client.ListVaultsAsync(Cancel)));

        // A header's date has whole seconds.
        Assert.InRange(_time.GetElapsedTime(started), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        client.Dispose();
    }

    [Fact]
    public async Task A_wait_beyond_the_total_time_is_not_begun()
    {
        await WarmAsync(out var client);
        _connect.Next(Replies.Status(429, retryAfter: "60"));

        // The clock stands still: what waited here would wait for ever.
        var e = await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel));

        Assert.Equal((ConnectErrorKind.Unavailable, 429), (e.Kind, e.Status));
        Assert.Equal(2, _connect.Sent.Count);
        client.Dispose();
    }

    [Fact]
    public async Task Who_gives_up_is_not_told_of_a_fault()
    {
        _connect.Always("a", Replies.Hang);
        using var client = _connect.Client();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var call = client.ListVaultsAsync(giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(_connect.Sent);
    }

    [Fact]
    public async Task A_write_that_hangs_says_that_it_may_have_been_made()
    {
        await WarmAsync(out var client);
        _connect.Always("a", Replies.Hang);

        var e = await _time.FailureAsync(client.CreateItemAsync(new ConnectItem { Title = "t", Vault = new ConnectItemVault("v") }, Cancel));

        Assert.Contains("not known whether the change was made", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, _connect.Sent.Count);
        client.Dispose();
    }

    private Task<IReadOnlyList<ConnectVault>> WarmAsync(out ConnectClient client)
    {
        client = _connect.Client(o => o with { TimeProvider = _time });
        return client.ListVaultsAsync(Cancel);
    }
}
