using System.Buffers;

namespace DevFlow.Secrets;

/// <summary>
/// One stream on its way through a <see cref="SecretStreamMask"/>: takes pieces of any size and gives what may be written by now. What could
/// be the beginning of a value is held back until more has come; what came of it before is remembered, so that the rest is masked however late it comes.
/// </summary>
internal sealed class StreamMasking(BytePatterns patterns)
{
    /// <summary>How much is read at once, in bytes: what a pipe holds.</summary>
    public const int PieceBytes = 64 * 1024;

    /// <summary>How much of a beginning is released when nothing follows it for a while, in bytes.</summary>
    private const int Released = 3;

    private readonly ArrayBufferWriter<byte> _output = new();
    private byte[] _buffer = new byte[patterns.Longest + PieceBytes];
    private byte[] _other = new byte[patterns.Longest + PieceBytes];

    // The buffer begins with what was held back.
    private int _held;

    // How much of that a mask stands for already, and how much of it is written, as it is or as a mask.
    private int _masked;
    private int _written;

    /// <summary>Where the next piece is to be put.</summary>
    public Memory<byte> Room => _buffer.AsMemory(_held, PieceBytes);

    /// <summary>Whether something is held back that a pause may release.</summary>
    public bool CanRelease => _written < Math.Min(Released, _held);

    /// <summary>Takes in what was put into <see cref="Room"/>.</summary>
    /// <param name="count">How many bytes were; 0 at the end of the stream, where nothing is held back.</param>
    /// <returns>What may be written now; valid until the next call.</returns>
    public ReadOnlyMemory<byte> Take(int count)
    {
        var text = _buffer.AsSpan(0, _held + count);
        var end = count == 0 ? text.Length : patterns.FindUnfinished(text);
        _output.ResetWrittenCount();
        for (var start = patterns.Find(text, 0, out var length); start >= 0 && start < end; start = patterns.Find(text, start + 1, out length))
        {
            // One that starts inside another belongs to it, and one mask stands for both.
            if (start >= _masked)
            {
                Write(text, start);
                _output.Write("***"u8);
            }

            _masked = Math.Max(_masked, start + length);
            _written = Math.Max(_written, _masked);
        }

        // Nothing in it, as nearly always: given on as it is.
        if (_output.WrittenCount == 0 && _written < end)
            return Keep(text, end, _buffer.AsMemory(_written..end));
        Write(text, end);
        return Keep(text, end, _output.WrittenMemory);
    }

    /// <summary>Gives what is held back, up to a few bytes: a prompt that ends as a value begins must not wait for ever.</summary>
    public ReadOnlyMemory<byte> Release()
    {
        var from = _written;
        _written = Math.Min(Released, _held);
        return _buffer.AsMemory(from.._written);
    }

    private void Write(ReadOnlySpan<byte> text, int end)
    {
        if (end <= _written)
            return;
        _output.Write(text[_written..end]);
        _written = end;
    }

    // The answer may lie in the buffer, so what is held back moves into another one.
    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> text, int end, ReadOnlyMemory<byte> answer)
    {
        _held = text.Length - end;
        _masked = Math.Max(0, _masked - end);
        _written = Math.Max(0, _written - end);
        if (_held > 0)
        {
            text[end..].CopyTo(_other);
            (_buffer, _other) = (_other, _buffer);
        }

        return answer;
    }
}
