namespace DevFlow.Secrets;

/// <summary>
/// Masks values in streams of bytes, such as what a child process prints: the forms that <see cref="SecretScrubber"/> knows, in UTF-8, wherever the
/// pieces of the stream break. Every other byte goes on as it is, text or not, as soon as it is sure that no value begins with it. Thread-safe.
/// </summary>
/// <remarks>
/// A stream may stop in the middle of what begins like a value, and a prompt must not wait for ever. After a pause of 50 milliseconds up to three bytes of such a
/// beginning are released; when the rest of the value comes, it is masked.
/// </remarks>
public sealed class SecretStreamMask
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private readonly Lazy<BytePatterns> _patterns;
    private readonly bool _isEmpty;
    private readonly TimeProvider _time;

    /// <summary>Takes the values. What is looked for is worked out when the first piece of a stream has come: a silent program costs nothing.</summary>
    /// <param name="values">The values; those shorter than <see cref="SecretScrubber.MinimumLength"/> are passed over.</param>
    /// <param name="timeProvider">The clock for the pause; that of the system by default.</param>
    public SecretStreamMask(IEnumerable<string> values, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> masked = [.. values.Where(SecretScrubber.CanMask)];
        _isEmpty = masked.Count == 0;
        _patterns = new(() => new BytePatterns(masked));
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Whether there is nothing to mask.</summary>
    public bool IsEmpty => _isEmpty;

    /// <summary>Copies a stream to its end, with <see cref="SecretValue.Mask"/> in the place of every value; of values that overlap, one for all.</summary>
    /// <param name="from">What is read.</param>
    /// <param name="to">What is written and flushed, piece by piece.</param>
    /// <param name="cancellationToken">Ends it; what was held back is then lost.</param>
    public async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var first = new byte[StreamMasking.PieceBytes];
        var count = await from.ReadAsync(first, cancellationToken);
        if (count == 0)
            return;
        var masking = new StreamMasking(_patterns.Value);
        first.AsMemory(0, count).CopyTo(masking.Room);
        await WriteAsync(to, masking.Take(count), cancellationToken);
        while (count > 0)
        {
            var reading = from.ReadAsync(masking.Room, cancellationToken);
            count = reading.IsCompleted || !masking.CanRelease ? await reading : await ReleasingAsync(reading.AsTask(), masking, to, cancellationToken);
            await WriteAsync(to, masking.Take(count), cancellationToken);
        }
    }

    private async Task<int> ReleasingAsync(Task<int> reading, StreamMasking masking, Stream to, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(reading, Task.Delay(_pause, _time, pause.Token)) != reading)
            await WriteAsync(to, masking.Release(), cancellationToken);
        await pause.CancelAsync();
        return await reading;
    }

    private static async ValueTask WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
            return;
        await to.WriteAsync(bytes, cancellationToken);
        await to.FlushAsync(cancellationToken);
    }
}
