using System.Numerics;

namespace DevFlow.Secrets;

/// <summary>
/// Finds many patterns in one pass (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). A window of
/// <see cref="Window"/> elements slides over the text; its last three say how far it may jump, six at most. Only
/// where they end the first eight elements of some pattern is anything compared. Immutable: a change makes a copy, which
/// costs microseconds, so that a reader needs no lock and a new value counts at once.
/// </summary>
/// <typeparam name="T">What a text is made of: characters of a log line, bytes of a stream.</typeparam>
/// <remarks>
/// <c>SearchValues&lt;string&gt;</c> was measured first: beyond a few dozen patterns it falls back to an Aho-Corasick automaton,
/// which is several times slower on a text without a hit and takes milliseconds to build.
/// </remarks>
internal sealed class PatternTable<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>How much of a pattern the window sees; no pattern is shorter.</summary>
    private const int Window = SecretScrubber.MinimumLength;

    private const int Block = 3;
    private const byte LongestJump = Window - Block + 1;
    private const int HashBits = 15;
    private const int BucketMask = 0x3FF;

    public static readonly PatternTable<T> Empty = new();

    private readonly byte[] _jumps;
    private readonly ReadOnlyMemory<T>[]?[] _buckets;

    private PatternTable()
    {
        _jumps = new byte[1 << HashBits];
        Array.Fill(_jumps, LongestJump);
        _buckets = new ReadOnlyMemory<T>[]?[BucketMask + 1];
    }

    private PatternTable(PatternTable<T> other)
    {
        _jumps = other._jumps.AsSpan().ToArray();
        _buckets = other._buckets.AsSpan().ToArray();
    }

    /// <summary>A copy that knows these patterns too. None may be known already.</summary>
    public PatternTable<T> With(IEnumerable<ReadOnlyMemory<T>> patterns)
    {
        var copy = new PatternTable<T>(this);
        foreach (var pattern in patterns)
            copy.Add(pattern);
        return copy;
    }

    /// <summary>The next place at or after <paramref name="from"/> where a pattern stands, and the longest that does; -1 without one.</summary>
    public int Find(ReadOnlySpan<T> text, int from, out int length)
    {
        var jumps = _jumps;
        for (var end = from + Window - 1; end < text.Length;)
        {
            var hash = Hash(text[end - 2], text[end - 1], text[end]);
            var jump = jumps[hash];
            if (jump > 0)
            {
                end += jump;
                continue;
            }

            var start = end - (Window - 1);
            length = LongestAt(text[start..], _buckets[hash & BucketMask]);
            if (length > 0)
                return start;
            end++;
        }

        length = 0;
        return -1;
    }

    // Buckets are ordered, the longest first.
    private static int LongestAt(ReadOnlySpan<T> text, ReadOnlyMemory<T>[]? bucket)
    {
        foreach (var pattern in bucket ?? [])
        {
            if (text.StartsWith(pattern.Span))
                return pattern.Length;
        }

        return 0;
    }

    private void Add(ReadOnlyMemory<T> added)
    {
        var pattern = added.Span;
        for (var end = Block - 1; end < Window; end++)
        {
            ref var jump = ref _jumps[Hash(pattern[end - 2], pattern[end - 1], pattern[end])];
            jump = Math.Min(jump, (byte)(Window - 1 - end));
        }

        ref var bucket = ref _buckets[Bucket(pattern)];
        var at = bucket is null ? 0 : Array.FindIndex(bucket, known => known.Length < added.Length);
        bucket = bucket is null ? [added] : at < 0 ? [.. bucket, added] : [.. bucket[..at], added, .. bucket[at..]];
    }

    private static int Bucket(ReadOnlySpan<T> pattern) =>
        Hash(pattern[Window - 3], pattern[Window - 2], pattern[Window - 1]) & BucketMask;

    private static int Hash(T first, T second, T third) =>
        (int)(((uint)(int.CreateTruncating(first) ^ (int.CreateTruncating(second) << 8) ^ (int.CreateTruncating(third) << 16)) * 2654435761u) >> (32 - HashBits));
}
