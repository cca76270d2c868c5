using System.Text;

namespace DevFlow.Secrets;

/// <summary>The forms of many values as UTF-8, for looking through bytes that come piece by piece.</summary>
internal sealed class BytePatterns
{
    private readonly PatternTable<byte> _table;

    // In order, so that whatever begins one of them is found by bisection.
    private readonly byte[][] _sorted;

    // Which pairs of bytes begin a pattern.
    private readonly bool[] _begins = new bool[1 << 16];

    public BytePatterns(IEnumerable<string> values)
    {
        _sorted = [.. values.SelectMany(SecretForms.OfAllLines).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        Array.Sort(_sorted, static (one, other) => one.AsSpan().SequenceCompareTo(other));
        _table = _sorted.Length == 0 ? PatternTable<byte>.Empty : PatternTable<byte>.Empty.With(_sorted.Select(form => (ReadOnlyMemory<byte>)form));
        foreach (var form in _sorted)
        {
            _begins[Pair(form[0], form[1])] = true;
            Longest = Math.Max(Longest, form.Length);
        }
    }

    /// <summary>The length of the longest pattern, in bytes; 0 when there is none.</summary>
    public int Longest { get; }

    /// <inheritdoc cref="PatternTable{T}.Find"/>
    public int Find(ReadOnlySpan<byte> text, int from, out int length) => _table.Find(text, from, out length);

    /// <summary>Where the first pattern begins that the text ends before it does; the text's length when there is none.</summary>
    public int FindUnfinished(ReadOnlySpan<byte> text)
    {
        for (var start = Math.Max(0, text.Length - Longest + 1); start < text.Length; start++)
        {
            var rest = text[start..];
            if ((rest.Length < 2 || _begins[Pair(rest[0], rest[1])]) && BeginsLonger(rest))
                return start;
        }

        return text.Length;
    }

    private bool BeginsLonger(ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle].AsSpan().SequenceCompareTo(text) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _sorted.Length && _sorted[low].AsSpan().StartsWith(text);
    }

    private static int Pair(byte first, byte second) => (first << 8) | second;
}
