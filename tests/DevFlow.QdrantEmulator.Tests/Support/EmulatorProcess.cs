using System.Diagnostics;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>The emulator as the program that it is.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "DevFlow.QdrantEmulator");
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();
    private readonly Process _process;

    private EmulatorProcess(Dictionary<string, string> environment, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Whatever the shell of the tests has set stays out.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("QDRANT__", StringComparison.Ordinal)).ToList())
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

    /// <summary>What others see of it in a list of processes.</summary>
    public string CommandLine => File.ReadAllText($"/proc/{_process.Id}/cmdline");

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static Task<(EmulatorProcess Process, Uri Address)> StartAsync(Dictionary<string, string> environment, params string[] arguments) =>
        StartAsync(new EmulatorProcess(environment, _program, arguments));

    /// <summary>The same, on a free port with its data in a folder.</summary>
    public static Task<(EmulatorProcess Process, Uri Address)> StartOnAsync(string folder) =>
        StartAsync([], "--urls", "http://127.0.0.1:0", "--data", folder);

    /// <summary>The same, with no file allowed to grow beyond a number of blocks of 1024 bytes: a disk that is full, as far as it can tell.</summary>
    public static Task<(EmulatorProcess Process, Uri Address)> StartOnFullDiskAsync(string folder, int blocks) => StartAsync(new EmulatorProcess(
        // Its generated code goes through a file of the runtime's, else.
        new(StringComparer.Ordinal) { ["DOTNET_EnableWriteXorExecute"] = "0" }, "bash", ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"", _program, "--urls", "http://127.0.0.1:0", "--data", folder]));

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        await using var process = new EmulatorProcess(environment, _program, arguments);
        return (await process.EndAsync(), process.Output);
    }

    /// <summary>Interrupts it, as Ctrl+C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static async Task<(EmulatorProcess Process, Uri Address)> StartAsync(EmulatorProcess process)
    {
        var ended = process._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(process._address.Task, ended).WaitAsync(_patience, TestContext.Current.CancellationToken) == ended)
            Assert.Fail($"It ended: {process.Output}");
        return (process, await process._address.Task);
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
