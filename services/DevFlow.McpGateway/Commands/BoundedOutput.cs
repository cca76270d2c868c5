using System.Text;

namespace DevFlow.McpGateway.Commands;

/// <summary>Keeps the first bytes of what is written, and passes over the rest: a program that prints too much goes on, and fills no memory.</summary>
internal sealed class BoundedOutput(int most) : Stream
{
    private readonly MemoryStream _kept = new();

    public bool IsTruncated { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What was kept, as UTF-8; what is none is replaced.</summary>
    public string Text => Encoding.UTF8.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var room = most - (int)_kept.Length;
        IsTruncated |= buffer.Length > room;
        _kept.Write(buffer[..Math.Min(room, buffer.Length)]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _kept.Dispose();
        base.Dispose(disposing);
    }
}
