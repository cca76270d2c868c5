using DevFlow.Dashboard.Feed;

namespace DevFlow.Dashboard.Components.Console;

/// <summary>The lines of one resource as one page shows them.</summary>
internal sealed class ConsoleLines(ConsoleBoard board, string resource, int max)
{
    // Each stream has its own style: what one left on says nothing of the other.
    private readonly AnsiParser _output = new();
    private readonly AnsiParser _error = new();
    private readonly List<ConsoleRow> _rows = [];
    private int _last;

    public List<ConsoleRow> Rows => _rows;

    /// <summary>How many lines the person has put away.</summary>
    public int Cleared { get; private set; }

    /// <summary>Takes in what came since the last time.</summary>
    /// <param name="keepOldest">Somebody reads: what is on the screen must not move away as long as there is room for it twice.</param>
    /// <returns>Whether something came.</returns>
    public bool Read(bool keepOldest)
    {
        var news = board.Lines(resource, _last);
        foreach (var line in news)
            _rows.Add(new(line, (line.IsError ? _error : _output).Parse(line.Text)));
        if (news.Count > 0)
            _last = news[^1].Number;
        var room = keepOldest ? 2 * max : max;
        if (_rows.Count > room)
            _rows.RemoveRange(0, _rows.Count - room);
        return news.Count > 0;
    }

    public void Clear()
    {
        Cleared += _rows.Count;
        _rows.Clear();
    }

    public void Restore()
    {
        Cleared = 0;
        _last = 0;
        _rows.Clear();
        Read(keepOldest: false);
    }
}
