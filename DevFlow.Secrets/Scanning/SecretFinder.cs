using System.Buffers;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>Finds known values, and tokens by their form, in one piece of a content. Not thread-safe: what it works with is kept from one call to the next.</summary>
/// <param name="known">The values that are known; null for the forms alone.</param>
public sealed class SecretFinder(SecretSearch? known)
{
    // The lines of a key are found one by one when its line breaks are written otherwise: as CR LF, indented, as \n, as lines in quotes.
    private const int LongestBreak = 32;

    private static readonly SearchValues<byte> _break = SearchValues.Create(" \t\r\n\\nr\"',+"u8);

    private readonly TokenSearch _tokens = new();
    private char[] _text = [];

    /// <summary>The most bytes that a hit can have.</summary>
    public int Longest { get; } = Math.Max(known?.Longest ?? 0, TokenSearch.Window);

    /// <summary>All hits that begin at <paramref name="from"/> or later, in order, none overlapping. A known value goes before a token.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="from">Where to begin; what stands before is looked at to tell where words begin.</param>
    public IReadOnlyList<SecretHit> Find(ReadOnlySpan<byte> content, int from)
    {
        var hits = Known(content, from);
        var before = hits.Count;

        // One character for each byte, so that places are the same.
        if (_text.Length < content.Length)
            _text = new char[content.Length];
        var text = _text.AsSpan(0, Encoding.Latin1.GetChars(content, _text));
        var next = 0;
        for (var at = from; _tokens.Find(text, at, out var start, out var length) is { } rule; at = start + length)
        {
            while (next < before && hits[next].End <= start)
                next++;
            if (next == before || hits[next].Start >= start + length)
                hits.Add(new(rule.Name, rule.What, IsKnown: false, rule.IsGuessable, start, start + length));
        }

        if (hits.Count > before && before > 0)
            hits.Sort((one, other) => one.Start.CompareTo(other.Start));
        return hits;
    }

    private List<SecretHit> Known(ReadOnlySpan<byte> content, int from)
    {
        List<SecretHit> hits = [];
        foreach (var match in known?.Find(content[from..]) ?? [])
        {
            var (start, end) = (from + match.Start, from + match.Start + match.Length);
            if (hits is [.., var last] && last.Start == start)
                hits[^1] = Of($"{last.Name}, {match.Key}", start, last.End);
            else if (hits is [.., var earlier] && earlier.Name == match.Key && start - earlier.End <= LongestBreak && !content[earlier.End..start].ContainsAnyExcept(_break))
                hits[^1] = earlier with { End = end };
            else
                hits.Add(Of(match.Key, start, end));
        }

        return hits;
    }

    private static SecretHit Of(string keys, int start, int end) => new(keys, $"value of {keys}", IsKnown: true, IsGuessable: true, start, end);
}
