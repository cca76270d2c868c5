using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>Sends the same bytes to everybody who connects, and closes the connection: what no well-behaved server can be made to do.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Task _serving;

    public RawServer(string answer)
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = Task.Run(() => ServeAsync(Encoding.UTF8.GetBytes(answer)));
    }

    public Uri Address { get; }

    /// <summary>The first line of each request.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        var buffer = new byte[16 * 1024];
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var read = await client.GetStream().ReadAsync(buffer, _end.Token);
                _asked.Enqueue(Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0]);
                await client.GetStream().WriteAsync(answer, _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The test is over, or the client has gone.
            }
        }
    }
}
