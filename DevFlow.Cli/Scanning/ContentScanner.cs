using System.Buffers;
using DevFlow.Secrets;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// Looks through contents of any length with a memory that does not grow: in pieces, each read together with the beginning of the next
/// (a hit on the border is found whole) and the end of the one before (which its line needs).
/// </summary>
internal sealed class ContentScanner
{
    /// <summary>How many matches of one content are told; whoever has that many needs no more.</summary>
    public const int MostMatches = 1000;

    private const int Piece = 1024 * 1024;

    // How much of a line makes a fingerprint, on each side: a file without line breaks is one line.
    private const int Context = 256;

    private static readonly SearchValues<byte> _word = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-%\\"u8);

    // No path of git begins with a slash.
    private static readonly byte[] _name = "/name/"u8.ToArray();

    private readonly SecretFinder _finder;
    private readonly int _ahead;
    private readonly byte[] _buffer;

    public ContentScanner(SecretSearch? known)
    {
        _finder = new(known);
        // The context behind a hit may hold another, which is to be known as a whole.
        _ahead = (2 * _finder.Longest) + Context;
        _buffer = new byte[Context + Piece + _ahead];
    }

    /// <summary>Finds what is in a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="masked">What is printed of it, for the fingerprints.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task ScanNameAsync(byte[] path, byte[] masked, ICollection<ContentMatch> found, CancellationToken cancellationToken) =>
        ScanAsync(new MemoryStream(path).ReadAsync, [.. _name, .. masked], found, cancellationToken);

    /// <summary>Finds what is in a content.</summary>
    /// <param name="read">Reads on in it; 0 at its end.</param>
    /// <param name="path">Its path, for the fingerprints.</param>
    /// <param name="found">Takes what is found.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task ScanAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read, byte[] path, ICollection<ContentMatch> found, CancellationToken cancellationToken)
    {
        var place = new LineCounter();
        List<SecretHit> earlier = [];
        var (from, end) = (0, 0);
        var isBegun = false;
        while (true)
        {
            while (end < _buffer.Length && await read(_buffer.AsMemory(end), cancellationToken) is var count and > 0)
                end += count;
            if (!isBegun && Utf16Reader.Of(read, _buffer.AsSpan(0, end)) is { } text)
            {
                (read, end, isBegun) = (text.ReadAsync, 0, true);
                continue;
            }

            isBegun = true;
            var isLast = end < _buffer.Length;
            var to = isLast ? end : end - _ahead;
            var hits = Look(from, to, end, earlier, path, place, found);
            if (isLast || found.Count >= MostMatches)
                return;

            // What was found goes with the bytes. A hit that reaches over the border is not looked for again inside.
            var gone = to - Context;
            earlier = [.. hits.Where(hit => hit.Start < to).Select(hit => hit with { Start = hit.Start - gone, End = hit.End - gone })];
            from = Math.Max(Context, earlier is [.., var last] ? last.End : 0);
            _buffer.AsSpan(gone, end - gone).CopyTo(_buffer);
            end -= gone;
        }
    }

    private List<SecretHit> Look(
        int from, int to, int end, List<SecretHit> earlier, byte[] path, LineCounter place, ICollection<ContentMatch> found)
    {
        var content = _buffer.AsSpan(0, end);
        List<SecretHit> hits = [.. earlier, .. _finder.Find(content, from)];
        var passed = from == 0 ? 0 : Context;
        for (var i = earlier.Count; i < hits.Count && hits[i].Start < to && found.Count < MostMatches; i++)
        {
            var hit = hits[i];
            place.Pass(content[passed..hit.Start]);
            passed = hit.Start;
            var what = hit.IsGuessable ? LineWithout(content, hits, i) : content[hit.Start..hit.End];
            found.Add(new(hit.Name, hit.What, hit.IsKnown, place.Line, place.Column, Fingerprint.Of(hit.Name, path, what)));
        }

        place.Pass(content[passed..to]);
        return hits;
    }

    /// <summary>The line of a hit, where for each hit in it, and the word that touches it, one zero stands.</summary>
    private static byte[] LineWithout(ReadOnlySpan<byte> content, List<SecretHit> hits, int index)
    {
        var hit = hits[index];
        var start = Math.Max(0, hit.Start - Context);
        start += content[start..hit.Start].LastIndexOf((byte)'\n') + 1;
        var end = Math.Min(content.Length, hit.End + Context);
        end = content[hit.End..end].IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var rest ? hit.End + rest : end;
        while (index > 0 && hits[index - 1].End > start)
            index--;

        var line = new ArrayBufferWriter<byte>();
        for (; index < hits.Count && hits[index].Start < end; index++)
        {
            var before = content[start..Math.Max(start, hits[index].Start)];
            line.Write(before[..(before.LastIndexOfAnyExcept(_word) + 1)]);
            line.Write("\0"u8);
            start = Math.Min(hits[index].End, end);
            start = content[start..end].IndexOfAnyExcept(_word) is >= 0 and var word ? start + word : end;
        }

        line.Write(content[start..end]);
        return line.WrittenSpan.ToArray();
    }
}
