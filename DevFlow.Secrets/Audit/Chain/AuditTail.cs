namespace DevFlow.Secrets;

/// <summary>How a file ends: its last whole record and, after a crash, the piece of a line behind it.</summary>
/// <param name="Length">The length of the file in bytes.</param>
/// <param name="Last">The last whole line; null when there is none, or when it is no record.</param>
/// <param name="HasLines">Whether there is a whole line at all.</param>
/// <param name="TornLength">The length of the piece, 0 when there is none.</param>
/// <param name="TornHash">The hash of the piece.</param>
internal sealed record AuditTail(long Length, AuditLine? Last, bool HasLines, int TornLength, string TornHash)
{
    private const int FirstLook = 8 * 1024;

    public static AuditTail Empty { get; } = new(0, Last: null, HasLines: false, 0, "");

    /// <summary>Whether there is something that is no chain: whoever writes on would hide it.</summary>
    public bool IsUnreadable => HasLines && Last is null;

    public static async ValueTask<AuditTail> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = stream.Length;
        for (var look = Math.Min(FirstLook, length); look > 0; look = Math.Min(look * 4, length))
        {
            var bytes = new byte[look];
            stream.Position = length - look;
            if (stream is FileStream { IsAsync: false } file)
                file.ReadExactly(bytes);
            else
                await stream.ReadExactlyAsync(bytes, cancellationToken);

            var end = bytes.AsSpan().LastIndexOf((byte)'\n');
            var start = end < 0 ? -1 : bytes.AsSpan(0, end).LastIndexOf((byte)'\n');
            if (start < 0 && look < length)
                continue;

            var torn = bytes.AsSpan(end + 1);
            return new(
                length,
                end < 0 ? null : AuditLine.TryParse(bytes.AsSpan(start + 1, end - start - 1)),
                HasLines: end >= 0,
                torn.Length,
                torn.Length == 0 ? "" : AuditKey.None.Seal(torn));
        }

        return Empty;
    }
}
