using System.Buffers;
using System.Security.Cryptography;

namespace DevFlow.Secrets;

/// <summary>The body of an answer, up to a size. It holds values, so what it stood in is cleared.</summary>
internal sealed class ConnectBody : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    private ConnectBody()
    {
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body; null when it is larger than <paramref name="maxBytes"/>.</summary>
    public static async Task<ConnectBody?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
            return null;
        var body = new ConnectBody();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken) is > 0 and var read)
            {
                body._length += read;
                if (body._length > maxBytes)
                {
                    body.Dispose();
                    return null;
                }

                if (body._length == body._buffer.Length)
                    body.Grow();
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
            GiveBack(buffer, _length);
        _length = 0;
    }

    private void Grow()
    {
        var old = _buffer;
        _buffer = ArrayPool<byte>.Shared.Rent(old.Length * 2);
        old.AsSpan(0, _length).CopyTo(_buffer);
        GiveBack(old, _length);
    }

    private static void GiveBack(byte[] buffer, int used)
    {
        CryptographicOperations.ZeroMemory(buffer.AsSpan(0, used));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
