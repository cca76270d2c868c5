namespace DevFlow.Secrets;

/// <summary>The audit of one process.</summary>
public sealed class SecretAudit : IAsyncDisposable
{
    private readonly AccessCounters _counters;

    /// <summary>Opens the audit. Nothing is read or written before the first record.</summary>
    /// <param name="options">How it is kept.</param>
    public SecretAudit(SecretAuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _counters = new AccessCounters(options.TimeProvider);
    }

    /// <summary>
    /// Whether the last write failed. Cheap enough for every read of a cached value: where the audit is required, a caller that sees it
    /// goes through <see cref="RecordAsync"/>, which refuses, or writes again when the outage is over.
    /// </summary>
    public bool IsBroken { get; private set; }

    /// <summary>Writes an access.</summary>
    /// <param name="access">The access.</param>
    /// <param name="cancellationToken">Ends the wait; the access may have been written even so.</param>
    public ValueTask<AccessCounter> RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_counters.Of(access));
    }

    /// <summary>Says that a cached value is gone.</summary>
    /// <param name="counter">Its counter.</param>
    public void Release(AccessCounter counter)
    {
        ArgumentNullException.ThrowIfNull(counter);
        _counters.Release(counter);
    }

    /// <summary>Writes what was counted and an anchor.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _counters.Drain();
        return default;
    }

    /// <summary>Writes what was counted, an anchor and the end of the chain.</summary>
    public ValueTask DisposeAsync() => default;
}
