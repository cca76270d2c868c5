using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>The client's own handler, on a real wire.</summary>
public class ConnectWireTests
{
    private const string Token = "c4n4ry-token";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new RawServer(Answer("200 OK", "[]"));
        await using var server = new RawServer(
            $"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Address}v1/vaults\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var e = await FailAsync(server.Address);

        Assert.Equal((ConnectErrorKind.Unavailable, 302), (e.Kind, e.Status));
        Assert.Empty(elsewhere.Asked);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[{\"id\":\"c4n4ry\"", "broke the connection off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"id", "broke the connection off")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", "answered with more than 16777216 bytes")]
    [InlineData("SSH-2.0-c4n4ry\r\n", "broke the connection off")]
    [InlineData("", "broke the connection off")]
    public async Task An_answer_that_breaks_off_means_unavailable(string answer, string expected)
    {
        await using var server = new RawServer(answer);

        var e = await FailAsync(server.Address);

        Assert.Equal(ConnectErrorKind.Unavailable, e.Kind);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_a_server_is_refused_and_even_a_write_is_repeated()
    {
        var gone = new RawServer("");
        await gone.DisposeAsync();
        await using var server = new RawServer("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        var e = await FailAsync(gone.Address);
        using var client = Client(gone.Address, server.Address);
        await client.DeleteItemAsync("v", "i", cancellationToken: Cancel);

        Assert.Contains($"{gone.Address.GetLeftPart(UriPartial.Authority)} is not reached: the connection was refused", e.Message, StringComparison.Ordinal);
        Assert.Equal("DELETE /v1/vaults/v/items/i HTTP/1.1", Assert.Single(server.Asked));
    }

    [Fact]
    public async Task A_host_that_is_not_known_is_told()
    {
        var e = await FailAsync(new Uri("http://connect.invalid:8080"));

        Assert.Equal(ConnectErrorKind.Unavailable, e.Kind);
        Assert.NotNull(e.Remedy);
    }

    [Fact]
    public async Task The_spans_of_the_http_client_hold_neither_token_nor_value()
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => seen.Enqueue(
                $"{span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = new RawServer(Answer("200 OK", """{"id":"i","fields":[{"id":"f","value":"c4n4ry"}]}"""));
        using var client = Client(server.Address);

        Assert.Equal("c4n4ry", (await client.GetItemAsync("v", "i", Cancel)).Fields.Single().Value!.Reveal());

        var ours = seen.Where(span => span.Contains($"{server.Address.Port}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, span => Assert.DoesNotContain("c4n4ry", span, StringComparison.Ordinal));
    }

    private static string Answer(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private static ConnectClient Client(params Uri[] addresses) => new(new ConnectOptions
    {
        Endpoints = addresses,
        Token = () => Token,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    });

    private static async Task<ConnectException> FailAsync(Uri address)
    {
        using var client = Client(address);
        return await Assert.ThrowsAsync<ConnectException>(() => client.ListVaultsAsync(Cancel));
    }
}
