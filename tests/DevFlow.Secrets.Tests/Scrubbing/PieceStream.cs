namespace DevFlow.Secrets.Tests.Scrubbing;

/// <summary>A stream that comes in the pieces it was given, one a read.</summary>
internal sealed class PieceStream(IEnumerable<byte[]> pieces) : MemoryStream
{
    private readonly Queue<byte[]> _pieces = new(pieces.Where(piece => piece.Length > 0));

    public static PieceStream Of(byte[] bytes, Func<int> length)
    {
        var pieces = new List<byte[]>();
        for (var at = 0; at < bytes.Length; at += pieces[^1].Length)
            pieces.Add(bytes[at..Math.Min(bytes.Length, at + length())]);
        return new(pieces);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_pieces.TryDequeue(out var piece))
            return ValueTask.FromResult(0);
        piece.CopyTo(buffer);
        return ValueTask.FromResult(piece.Length);
    }
}
