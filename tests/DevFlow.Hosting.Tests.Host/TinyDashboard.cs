namespace DevFlow.Hosting.Tests.Host;

/// <summary>
/// Plays the dashboard: writes what it is told into a file, says what a test writes into another, and misbehaves when it is told to. Its settings
/// reach it as those of the real one do.
/// </summary>
internal static class TinyDashboard
{
    public static bool IsAskedFor => Setting("Url") is not null;

    public static async Task<int> RunAsync()
    {
        var play = Setting("Play");
        if (play == "ends")
        {
            await Console.Error.WriteLineAsync("Unhandled exception. The moon is in the wrong place.\n   at Somewhere()");
            return 3;
        }

        // Only the end of its input ends it.
        using var deaf = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal => signal.Cancel = play == "deaf");
        await using var transcript = new StreamWriter(new FileStream(Setting("Transcript")!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        await transcript.WriteLineAsync($"began {Environment.ProcessId}");
        if (play == "nonsense")
            await Console.Out.WriteLineAsync("hello\n{\"type\":\"unheard of\"}\n{}\nnull\n[1,2\n{\"type\":\"command\",\"id\":1}");
        await Console.Out.WriteLineAsync("""{"type":"ready"}""");
        while (play == "hang" && !File.Exists(Setting("Until")))
            await Task.Delay(20);

        using var ended = new CancellationTokenSource();
        var saying = SayAsync(ended.Token);
        while (await Console.In.ReadLineAsync() is { } line)
            await transcript.WriteLineAsync(line);
        await transcript.WriteLineAsync("ended");
        await ended.CancelAsync();
        await saying;
        return 0;
    }

    private static async Task SayAsync(CancellationToken ended)
    {
        var said = 0;
        try
        {
            while (Setting("Says") is { } file)
            {
                var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, ended) : [];
                foreach (var line in lines.Skip(said))
                    await Console.Out.WriteLineAsync(line);
                said = lines.Length;
                await Task.Delay(20, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable($"Dashboard__{name}");
}
