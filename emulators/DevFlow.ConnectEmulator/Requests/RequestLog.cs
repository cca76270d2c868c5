namespace DevFlow.ConnectEmulator;

/// <summary>The requests that were made of the emulator, those to its own controls left out. Safe to use from any thread.</summary>
public sealed class RequestLog
{
    // Older requests are still counted.
    private const int Kept = 50_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<RequestRecord> _all = [];
    private int _count;
    private int _underWay;
    private int _maxConcurrent;

    /// <summary>How many requests came in since the last <see cref="Clear"/>.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>The most requests that were under way at once since the last <see cref="Clear"/>.</summary>
    public int MaxConcurrent
    {
        get
        {
            lock (_lock)
                return _maxConcurrent;
        }
    }

    /// <summary>The requests, oldest first; no more than the last 50,000.</summary>
    public IReadOnlyList<RequestRecord> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    /// <summary>Forgets all requests.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _all.Clear();
            _count = _maxConcurrent = 0;
        }
    }

    internal LinkedListNode<RequestRecord> Begin(string method, string path, DateTimeOffset at)
    {
        lock (_lock)
        {
            _count++;
            _underWay++;
            _maxConcurrent = Math.Max(_maxConcurrent, _underWay);
            if (_all.Count == Kept)
                _all.RemoveFirst();
            return _all.AddLast(new RequestRecord(method, path, at, Status: 0, _underWay));
        }
    }

    internal void Answer(LinkedListNode<RequestRecord> request, int status)
    {
        lock (_lock)
            request.Value = request.Value with { Status = status };
    }

    internal void End()
    {
        lock (_lock)
            _underWay--;
    }
}
