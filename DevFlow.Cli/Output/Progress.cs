namespace DevFlow.Cli.Output;

/// <summary>Says on a terminal how far a long work is; elsewhere, and for a short one, nothing.</summary>
internal sealed class Progress(string what) : IProgress<double>, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private int _width;

    public void Report(double value)
    {
        if (Console.IsErrorRedirected || TimeProvider.System.GetElapsedTime(_start) < _patience)
            return;
        var text = $"{what} {value * 100:0} %";
        Console.Error.Write($"\r{text}");
        _width = text.Length;
    }

    public void Dispose()
    {
        if (_width > 0)
            Console.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
