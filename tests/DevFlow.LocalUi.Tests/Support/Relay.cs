using System.Net;
using System.Net.Sockets;

namespace DevFlow.LocalUi.Tests.Support;

/// <summary>The way to an engine, which can be cut and mended: connections break off, and new ones are refused.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Uri _target;
    private TcpListener? _listener;
    private CancellationTokenSource _open = new();

    private Relay(Uri target) => _target = target;

    public Uri Address { get; private set; } = null!;

    public static Relay To(Uri target)
    {
        var relay = new Relay(target);
        relay.Listen(port: 0);
        return relay;
    }

    public async Task CutAsync()
    {
        _listener!.Stop();
        await _open.CancelAsync();
    }

    public void Mend()
    {
        _open.Dispose();
        _open = new();
        Listen(Address.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _open.Dispose();
    }

    private void Listen(int port)
    {
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync(_listener, _open.Token);
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cut)
    {
        try
        {
            while (true)
                _ = PassAsync(await listener.AcceptTcpClientAsync(cut), cut);
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private async Task PassAsync(TcpClient caller, CancellationToken cut)
    {
        using var from = caller;
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(_target.Host, _target.Port, cut);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream(), cut), to.GetStream().CopyToAsync(from.GetStream(), cut));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
        {
            // One of the two ended, or it was cut.
        }
    }
}
