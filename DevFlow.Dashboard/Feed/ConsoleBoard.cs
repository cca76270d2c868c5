using System.Collections.Concurrent;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Feed;

/// <summary>The latest lines that each resource wrote, bounded in number and in length.</summary>
internal sealed class ConsoleBoard(DashboardOptions options)
{
    /// <summary>The characters of a line that are kept; what is longer ends with an ellipsis.</summary>
    public const int LongestLine = 16 * 1024;

    /// <summary>The characters that are kept of all lines of a resource.</summary>
    public const int MostCharacters = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    public void Add(string resource, IReadOnlyList<ConsoleLine> lines)
    {
        var kept = _kept.GetOrAdd(resource, _ => new());
        lock (kept)
        {
            foreach (var line in lines)
                kept.Add(line.Text.Length > LongestLine ? line with { Text = line.Text[..LongestLine] + "…" } : line, options.MaxConsoleLines);
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>The lines of a resource that are kept, oldest first, those up to a number left out.</summary>
    public IReadOnlyList<ConsoleLine> Lines(string resource, int after = 0)
    {
        if (!_kept.TryGetValue(resource, out var kept))
            return [];
        lock (kept)
            return [.. kept.Lines.Where(line => line.Number > after)];
    }

    public int Count(string resource)
    {
        if (!_kept.TryGetValue(resource, out var kept))
            return 0;
        lock (kept)
            return kept.Lines.Count;
    }

    private sealed class Kept
    {
        private int _characters;

        public Queue<ConsoleLine> Lines { get; } = new();

        public void Add(ConsoleLine line, int mostLines)
        {
            Lines.Enqueue(line);
            _characters += line.Text.Length;
            while (Lines.Count > mostLines || _characters > MostCharacters)
                _characters -= Lines.Dequeue().Text.Length;
        }
    }
}
