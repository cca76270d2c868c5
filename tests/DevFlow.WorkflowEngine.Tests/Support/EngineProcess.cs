using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>A Workflow Engine as a process of its own, for those who kill it; it is started again on the same port, folder and database.</summary>
internal sealed class EngineProcess : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private Process? _process;

    /// <param name="like">An engine in this process, which has ended: its folder and its database are taken over.</param>
    public EngineProcess(Engine like)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }

        foreach (var (key, value) in like.Configuration)
            _environment[key.Replace(":", "__", StringComparison.Ordinal)] = value ?? "";
        _environment["ASPNETCORE_URLS"] = Address.ToString();
        _environment["ASPNETCORE_CONTENTROOT"] = like.Folder;
    }

    public Uri Address { get; }

    public void Start()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DevFlow.WorkflowEngine")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (key, value) in _environment)
            start.Environment[key] = value;
        _process = Process.Start(start)!;
        // Read and left aside, or it would wait for a reader one day.
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
