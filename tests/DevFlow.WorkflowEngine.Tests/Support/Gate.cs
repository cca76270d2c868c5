using System.Net;
using System.Net.Sockets;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>A way to a server that can be cut: connections through it are torn off, and new ones refused, until it is opened again.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly List<TcpClient> _open = [];
    private readonly Lock _lock = new();
    private TcpListener _listener;

    public Gate(Uri target)
    {
        _target = target;
        _listener = Listen(0);
        Address = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    public void Close()
    {
        _listener.Stop();
        lock (_lock)
        {
            foreach (var connection in _open)
                connection.Dispose();
            _open.Clear();
        }
    }

    public void Open() => _listener = Listen(Address.Port);

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = PassAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private async Task PassAsync(TcpClient from)
    {
        using (from)
        using (var to = new TcpClient())
        {
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, _target.Port);
                lock (_lock)
                    _open.AddRange([from, to]);
                await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
            }
            catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
        }
    }
}
