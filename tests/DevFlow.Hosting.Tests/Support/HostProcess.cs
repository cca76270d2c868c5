using System.Diagnostics;
using DevFlow.Hosting.Tests.Host;

namespace DevFlow.Hosting.Tests.Support;

/// <summary>The small app host as a process of its own, with its output redirected.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> _waits = [];
    private readonly Lock _gate = new();
    private readonly HashSet<int> _started = [];
    private readonly Task _reading;

    private HostProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public string Output
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _lines);
        }
    }

    public static HostProcess Start(TestFolder folder, string model, IReadOnlyDictionary<string, string>? environment = null, params string[] args) =>
        Start(folder.Path, environment, [HostProgram.Path, .. Arguments(folder, model), .. args]);

    /// <summary>Publishes a model from a folder, as an app host whose project lies there and is called as the folder.</summary>
    public static HostProcess Publish(string directory, string model, params string[] args) =>
        Start(directory, environment: null, [HostProgram.Path, "--model", model, "--applicationName", Path.GetFileName(directory), "--operation", "publish", .. args]);

    /// <summary>As `dotnet run` does: the host is the child of the process that is returned.</summary>
    public static HostProcess StartBelow(TestFolder folder, string model, IReadOnlyDictionary<string, string> environment) =>
        Start(folder.Path, environment, ["sh", "-c", "\"$0\" \"$@\"; exit $?", HostProgram.Path, .. Arguments(folder, model)]);

    private static string[] Arguments(TestFolder folder, string model) =>
        ["--model", model, "--data", folder["data"], "--DcpPublisher:RandomizePorts=true", "--LocalEngine:StopGrace=00:00:00.3"];

    private static HostProcess Start(string directory, IReadOnlyDictionary<string, string>? environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    public async Task<string> LineAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
                return line;
            _waits.Add((wanted, seen));
        }

        try
        {
            return await seen.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"A line was waited for in vain. What was printed:\n{Output}");
            throw;
        }
    }

    /// <summary>Waits until the start has come to rest, and remembers the processes that belong to the host.</summary>
    public async Task<IReadOnlyList<int>> AtRestAsync(CancellationToken cancellationToken)
    {
        await LineAsync(line => line.EndsWith("Ctrl+C stops it.", StringComparison.Ordinal), cancellationToken);
        var ids = ProcessTable.Descendants(Id);
        _started.UnionWith(ids);
        return ids;
    }

    public async Task ExitedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        foreach (var id in _started.Where(ProcessTable.IsAlive))
            await ProcessTable.SignalAsync(id, "KILL", CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader stream)
    {
        using var open = stream;
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _lines.Add(line);
                foreach (var wait in _waits.Where(wait => wait.Wanted(line)))
                    wait.Seen.TrySetResult(line);
            }
        }
    }
}
