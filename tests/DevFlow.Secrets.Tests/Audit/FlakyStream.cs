namespace DevFlow.Secrets.Tests;

/// <summary>A file on a disk that has room for so many bytes more in one write, and then for all again.</summary>
internal sealed class FlakyStream(Stream inner) : Stream
{
    /// <summary>How much of the next write fits; null for all of it.</summary>
    public int? Room { get; set; }

    /// <summary>Whether the disk refuses to take back what was written.</summary>
    public bool KeepsLength { get; set; }

    public int Syncs { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override void Flush() => Syncs++;

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value)
    {
        if (KeepsLength)
            throw new IOException("Input/output error");
        inner.SetLength(value);
    }

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Room is not { } room)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        Room = null;
        await inner.WriteAsync(buffer[..Math.Min(room, buffer.Length)], cancellationToken);
        throw new IOException("No space left on device");
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
