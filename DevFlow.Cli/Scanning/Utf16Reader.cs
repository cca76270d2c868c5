using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>Reads a text in UTF-16, as Windows writes it, as UTF-8.</summary>
internal sealed class Utf16Reader
{
    private const int Characters = 16 * 1024;

    private readonly Func<Memory<byte>, CancellationToken, ValueTask<int>> _read;
    private readonly Decoder _decoder;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] _piece = new byte[Characters];
    private readonly char[] _characters = new char[Characters];
    private readonly byte[] _text = new byte[4 * Characters];
    private ReadOnlyMemory<byte> _rest;
    private ReadOnlyMemory<byte> _ready;
    private bool _isAtEnd;

    private Utf16Reader(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, ReadOnlyMemory<byte> begun, Encoding encoding)
    {
        _read = read;
        _rest = begun;
        _decoder = encoding.GetDecoder();
    }

    /// <summary>The reader of a content that begins with the byte order mark of UTF-16; null for every other.</summary>
    /// <param name="read">Reads on in it.</param>
    /// <param name="begun">What of it was read.</param>
    public static Utf16Reader? Of(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, ReadOnlySpan<byte> begun) => begun switch
    {
        [0xFF, 0xFE, .. var rest] => new(read, rest.ToArray(), Encoding.Unicode),
        [0xFE, 0xFF, .. var rest] => new(read, rest.ToArray(), Encoding.BigEndianUnicode),
        _ => null,
    };

    /// <summary>Reads on in it; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        while (_ready.IsEmpty && !_isAtEnd)
        {
            if (_rest.IsEmpty)
            {
                var read = await _read(_piece, cancellationToken);
                _isAtEnd = read == 0;
                _rest = _piece.AsMemory(0, read);
            }

            var taken = Math.Min(_rest.Length, Characters);
            var characters = _decoder.GetChars(_rest.Span[..taken], _characters, flush: _isAtEnd);
            _ready = _text.AsMemory(0, _encoder.GetBytes(_characters.AsSpan(0, characters), _text, flush: _isAtEnd));
            _rest = _rest[taken..];
        }

        var count = Math.Min(_ready.Length, target.Length);
        _ready[..count].CopyTo(target);
        _ready = _ready[count..];
        return count;
    }
}
