using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads a log. A last record that was cut short was never answered, and is dropped; any other damage is refused.</summary>
internal static class CollectionLogReader
{
    /// <returns>Null for a collection that was deleted; its file is, too.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public static async Task<Collection?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        (string Name, CollectionState State)? read = null;
        long end = 0;
        long points = 0;
        await using (var stream = File.OpenRead(path))
        {
            while (await ReadAsync(stream, cancellationToken) is { } content)
            {
                try
                {
                    if (read is not { } before)
                        read = LogJson.ReadHead(content);
                    else if (LogJson.Read(content) is { } change)
                    {
                        read = (before.Name, before.State.With(change));
                        points += change.Put.Count + change.Deleted.Count;
                    }
                    else
                    {
                        File.Delete(path);
                        return null;
                    }
                }
                catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ApiException)
                {
                    throw Damaged(end, "its content is none of this program");
                }

                end = stream.Position;
            }
        }

        return read is { } whole
            ? new Collection(whole.Name, whole.State, new CollectionLog(path, whole.Name, end, points))
            : throw Damaged(0, "it has no first record");
    }

    /// <summary>The next record; null at the end of the sound ones.</summary>
    private static async Task<byte[]?> ReadAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var start = stream.Position;
        var header = new byte[LogRecord.HeaderSize];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) < header.Length)
            return null;
        if (LogRecord.Length(header) is not { } length)
        {
            return await IsZeroToTheEndAsync(stream, header, cancellationToken)
                ? null
                : throw Damaged(start, "a length in it is wrong");
        }

        if (length > stream.Length - stream.Position)
            return null;
        var content = new byte[length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return LogRecord.IsSound(header, content) ? content
            : stream.Position == stream.Length ? null
            : throw Damaged(start, "a checksum in it is wrong");
    }

    // What a file system leaves of a record when the power fails between growing the file and filling it.
    private static async Task<bool> IsZeroToTheEndAsync(FileStream stream, byte[] header, CancellationToken cancellationToken)
    {
        if (header.AsSpan().ContainsAnyExcept((byte)0))
            return false;
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    private static InvalidDataException Damaged(long at, string why) => new($"at byte {at} {why}");
}
