namespace DevFlow.Cli.Running;

/// <summary>
/// What a program and the processes that it leaves behind print, until the last of them closes the pipe, as in a shell's pipeline; or until nobody waits any
/// more: what is on its way then is still read, but not more than a second is spent on waiting, nor more read than such pipes hold.
/// </summary>
/// <param name="pipe">Where they print.</param>
/// <param name="over">Ends when the program has ended and devflow is asked to end.</param>
/// <param name="time">Measures the second.</param>
internal sealed class ProgramOutput(Stream pipe, Task over, TimeProvider time) : Stream
{
    private const int MostAfterwards = 1024 * 1024;

    private TimeSpan _patience = TimeSpan.FromSeconds(1);
    private int _afterwards;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = pipe.ReadAsync(buffer, cancellationToken);
        if (reading.IsCompleted)
            return await reading;
        var task = reading.AsTask();
        if (await Task.WhenAny(task, over) == task)
            return await task;

        var since = time.GetTimestamp();
        try
        {
            var count = _patience > TimeSpan.Zero && _afterwards < MostAfterwards ? await task.WaitAsync(_patience, time, cancellationToken) : 0;
            _afterwards += count;
            return count;
        }
        catch (TimeoutException)
        {
            return 0;
        }
        finally
        {
            _patience -= time.GetElapsedTime(since);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        pipe.Dispose();
        base.Dispose(disposing);
    }
}
