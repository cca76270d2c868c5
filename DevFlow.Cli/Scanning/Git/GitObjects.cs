using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// Reads objects out of one <c>git cat-file --batch</c>: names go in, one a line; for each there comes <c>name type size</c>, a line
/// feed, the content and a line feed, or <c>name missing</c>.
/// </summary>
internal sealed class GitObjects(string folder) : IAsyncDisposable
{
    private static readonly byte[] _endOfHeaders = "\n\n"u8.ToArray();

    private readonly GitChild _git = GitChild.Start(folder, "cat-file", "--batch");
    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly MemoryStream _asked = new();
    private int _start;
    private int _end;
    private long _left;

    /// <summary>Asks for an object. The question may wait until <see cref="SendAsync"/>.</summary>
    public async ValueTask AskAsync(ObjectId id, CancellationToken cancellationToken)
    {
        _asked.Write(Encoding.ASCII.GetBytes($"{id}\n"));
        if (_asked.Length >= 4096)
            await SendAsync(cancellationToken);
    }

    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await _git.Input.WriteAsync(_asked.GetBuffer().AsMemory(0, (int)_asked.Length), cancellationToken);
        await _git.Input.FlushAsync(cancellationToken);
        _asked.SetLength(0);
    }

    /// <summary>Goes to the next object that was asked for, and says what it is; null when the repository does not have it.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        while (_left > 0)
            Take((int)Math.Min(_left, await FillAsync(cancellationToken)));
        int end;
        while ((end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
            await FillAsync(cancellationToken, more: true);
        var header = Encoding.ASCII.GetString(_buffer, _start, end).Split(' ');
        _start += end + 1;
        if (header is not [_, var type, var size])
            return null;

        // The content, and the line feed after it.
        _left = long.Parse(size) + 1;
        return type;
    }

    /// <summary>Reads on in the content; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_left <= 1)
            return 0;
        var count = (int)Math.Min(Math.Min(_left - 1, target.Length), await FillAsync(cancellationToken));
        _buffer.AsMemory(_start, count).CopyTo(target);
        Take(count);
        return count;
    }

    /// <summary>Passes over what stands before the message of a commit or a tag.</summary>
    public async ValueTask SkipHeadersAsync(CancellationToken cancellationToken)
    {
        while (_left > 1)
        {
            var there = (int)Math.Min(_left - 1, await FillAsync(cancellationToken));
            var end = _buffer.AsSpan(_start, there).IndexOf(_endOfHeaders);
            if (end >= 0)
            {
                Take(end + 2);
                return;
            }

            // The first half of what ends the headers may stand at the end of what is there.
            if (there == 1 && _left > 2)
                await FillAsync(cancellationToken, more: true);
            else
                Take(Math.Max(1, there - 1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _git.DisposeAsync();
        await _asked.DisposeAsync();
    }

    private void Take(int count)
    {
        _start += count;
        _left -= count;
    }

    /// <summary>Sees that something is in the buffer, or more than there was.</summary>
    private async ValueTask<int> FillAsync(CancellationToken cancellationToken, bool more = false)
    {
        if (_start == _end || more)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await _git.Output.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await _git.EndAsync(cancellationToken);
                throw GitChild.Failed("cat-file ended early");
            }

            _end += read;
        }

        return _end - _start;
    }
}
