using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DevFlow.Cli.Running;

/// <summary>
/// Writes to a descriptor. A <see cref="FileStream"/> would write to a place of its own in a file that others write on too, and a console stream says
/// nothing when its reader has gone.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class OutputStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                var count = Posix.Write(descriptor, bytes + written, buffer.Length - written);
                if (count >= 0)
                    written += count;
                else
                    Overcome(Marshal.GetLastPInvokeError());
            }
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Overcome(int fault)
    {
        // A neighbour on the same pipe may have made it one that does not wait.
        if (fault == Posix.TryAgain)
        {
            var request = new PollRequest { Descriptor = descriptor, Events = Posix.PollOut };
            Posix.Poll(ref request, 1, milliseconds: -1);
        }
        else if (fault == Posix.BrokenPipe)
        {
            throw new BrokenPipeException();
        }
        else if (fault != Posix.Interrupted)
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(fault));
        }
    }
}
