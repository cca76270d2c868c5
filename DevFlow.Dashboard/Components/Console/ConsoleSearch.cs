namespace DevFlow.Dashboard.Components.Console;

/// <summary>What is searched for, and which of the lines that have it one is at.</summary>
internal sealed class ConsoleSearch
{
    private List<ConsoleRow> _found = [];

    public string? Text { get; private set; }

    /// <summary>The line that one is at; null before the first step.</summary>
    public ConsoleRow? Current { get; private set; }

    public int Count => _found.Count;

    public bool IsActive => !string.IsNullOrEmpty(Text);

    /// <summary>In words: "3 of 17 lines".</summary>
    public string Progress => _found.Count switch
    {
        0 => "no match",
        1 when Current is null => "1 line",
        var count when Current is null => $"{count} lines",
        var count => $"{_found.IndexOf(Current!) + 1} of {count} lines",
    };

    public void For(string? text, IReadOnlyList<ConsoleRow> rows)
    {
        Text = text;
        Current = null;
        Refresh(rows);
    }

    /// <summary>Looks again, when lines came or went.</summary>
    public void Refresh(IReadOnlyList<ConsoleRow> rows)
    {
        _found = IsActive ? [.. rows.Where(row => row.Text.Contains(Text!, StringComparison.OrdinalIgnoreCase))] : [];
        if (Current is not null && !_found.Contains(Current))
            Current = null;
    }

    /// <summary>To the next line that has it, or with -1 to the one before, and round at the ends. The first is the latest.</summary>
    public void Step(int direction)
    {
        if (_found.Count == 0)
            return;
        var at = Current is null ? (direction > 0 ? 0 : _found.Count - 1) : _found.IndexOf(Current) + direction;
        Current = _found[(at + _found.Count) % _found.Count];
    }
}
