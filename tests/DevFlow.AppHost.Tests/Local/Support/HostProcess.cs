using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.AppHost.Tests;

/// <summary>The app host, or one service, as a person starts it: a process of its own, with output that is read line by line.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _waits = [];
    private readonly Lock _gate = new();

    private HostProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string Output => string.Join('\n', _lines);

    public static HostProcess Start(TestRoot root, IReadOnlyDictionary<string, string?>? environment = null, params string[] args) =>
        StartProgram(Repository.AppHostProgram, root, environment, args);

    /// <summary>Starts a service without an app host.</summary>
    public static HostProcess StartService<TProject>(TestRoot root, Dictionary<string, string?> environment)
        where TProject : DevFlow.Hosting.Local.IBuiltProject, new() =>
        StartProgram(Path.ChangeExtension(new TProject().TargetPath, extension: null), root, environment, []);

    public static HostProcess StartProgram(string program, TestRoot root, IReadOnlyDictionary<string, string?>? environment, string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = root.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DEVFLOW_ROOT"] = root.Folder;
        // Its ports are the same for all; who tests it chooses others.
        start.Environment["DEVFLOW_DASHBOARD"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            start.Environment[name] = value;
        var process = new HostProcess(new() { StartInfo = start });
        process._process.OutputDataReceived += (_, line) => process.Take(line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Take(line.Data);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs an app host that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        TestRoot root, CancellationToken cancellationToken, IReadOnlyDictionary<string, string?>? environment = null, params string[] args)
    {
        await using var host = Start(root, environment, args);
        return (await host.ExitAsync(cancellationToken), host.Output);
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        return _process.ExitCode;
    }

    public Task WaitForLineAsync(string text, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
                return Task.CompletedTask;
            _waits.Add((text, seen));
        }

        return WaitAsync();

        async Task WaitAsync()
        {
            var ended = _process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(seen.Task, ended).WaitAsync(Limit, cancellationToken) == ended && !seen.Task.IsCompleted)
                Assert.Fail($"The process ended with exit code {_process.ExitCode} before it wrote '{text}':\n{Output}");
        }
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Send(Id, Signals.Terminate);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            foreach (var (text, seen) in _waits)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    seen.TrySetResult();
            }
        }
    }
}
