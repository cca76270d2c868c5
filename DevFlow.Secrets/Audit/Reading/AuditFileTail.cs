namespace DevFlow.Secrets;

/// <summary>Reads the end of one file of the audit.</summary>
internal static class AuditFileTail
{
    private const long FirstLook = 64 * 1024;

    /// <summary>The last records of a file, oldest first.</summary>
    public static async Task<List<AuditEntry>> ReadAsync(FileInfo file, int count, string? key, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        for (var look = Math.Min(FirstLook, file.Length); look > 0; look = Math.Min(look * 8, file.Length))
        {
            entries.Clear();
            await ReadFromAsync(file, file.Length - look, key, entries, cancellationToken);
            if (entries.Count >= count || look == file.Length)
                break;
        }

        return [.. entries.TakeLast(count)];
    }

    /// <summary>Adds the records behind a position; a position within a line costs that line.</summary>
    /// <returns>The position behind the last whole line.</returns>
    public static async Task<long> ReadFromAsync(
        FileInfo file, long position, string? key, List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = AuditFiles.OpenToRead(file.FullName);
            stream.Position = position;
            var reader = new AuditLineReader(stream, file.Length - position);
            var end = position;
            while (await reader.ReadAsync(cancellationToken) is { } line && reader.IsWhole)
            {
                end = position + reader.Position;
                if (AuditLine.TryParse(line.Span)?.ToRecord() is { } record && (key is null || record.Access?.Key == key))
                    entries.Add(new(file.Name.Split('.')[0], file.Name, record));
            }

            return end;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return position;
        }
    }
}
