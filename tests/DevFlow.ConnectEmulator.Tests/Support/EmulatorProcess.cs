using System.Diagnostics;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>The emulator as the program that it is.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();
    private readonly Process _process;

    private EmulatorProcess(Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DevFlow.ConnectEmulator"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Whatever the shell of the tests has set stays out.
        foreach (var name in (string[])["ASPNETCORE_URLS", "OP_HTTP_PORT", "OP_MAX_INLINE_FILE_SIZE_KB"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it said, on both streams.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static async Task<(EmulatorProcess Process, Uri Address)> StartAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var process = new EmulatorProcess(environment, arguments);
        return (process, await process._address.Task.WaitAsync(_patience, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var process = new EmulatorProcess(new(StringComparer.Ordinal), arguments);
        return (await process.EndAsync(), process.Output);
    }

    /// <summary>Interrupts it, as Ctrl+C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await EndAsync();
        }

        _process.Dispose();
    }

    // The streams are read to their end, too.
    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(_patience);
        return _process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
            _lines.Add(line);
        var start = line.IndexOf("http://", StringComparison.Ordinal);
        if (start >= 0 && Uri.TryCreate(line[start..].Split(';')[0], UriKind.Absolute, out var address))
            _address.TrySetResult(address);
    }
}
