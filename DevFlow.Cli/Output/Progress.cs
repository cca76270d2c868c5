namespace DevFlow.Cli.Output;

/// <summary>Says on a terminal, after a second, what is going on and how far it is; elsewhere, and for what is done by then, nothing.</summary>
internal sealed class Progress : IProgress<double>, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly string _what;
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private double? _done;
    private bool _isShown;
    private bool _isOver;
    private int _width;

    public Progress(string what)
    {
        _what = what;
        // Also what never reports, such as a server that takes its time.
        if (!Console.IsErrorRedirected)
            _timer = TimeProvider.System.CreateTimer(_ => Show(), state: null, _patience, Timeout.InfiniteTimeSpan);
    }

    public void Report(double value)
    {
        lock (_gate)
        {
            _done = value;
            if (_isShown)
                Write();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isOver = true;
            if (_width > 0)
                Console.Error.Write($"\r{new string(' ', _width)}\r");
            _width = 0;
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            _isShown = !_isOver;
            if (_isShown)
                Write();
        }
    }

    private void Write()
    {
        if (_isOver)
            return;
        var text = _done is { } done ? $"{_what} {done * 100:0} %" : $"{_what} …";
        Console.Error.Write($"\r{text.PadRight(_width)}");
        _width = text.Length;
    }
}
