namespace DevFlow.Secrets;

/// <summary>
/// The audit of one process: who accessed which secret, in a chain of records of which none can be changed, moved or taken away unseen.
/// <para>
/// A first access and a denied one are appended, that is written to the operating system, before <see cref="RecordAsync"/> returns: a
/// process that is killed loses none of them. A power cut loses at most the last <see cref="SecretAuditOptions.FlushInterval"/>, and no
/// access that was denied or failed: those are on the disk before the call returns. Repeated reads of a cached value are counted
/// exactly and written once per interval; a killed process loses at most that interval of counts.
/// </para>
/// </summary>
public sealed class SecretAudit : IAsyncDisposable
{
    private readonly AccessCounters _counters;
    private readonly ISecretAuditSink _sink;
    private readonly AuditWriter _writer;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private readonly Lazy<Task> _end;
    private AuditWork? _tick;

    /// <summary>Opens the audit. Nothing is read or written before the first record.</summary>
    /// <param name="options">How it is kept.</param>
    public SecretAudit(SecretAuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FlushInterval <= TimeSpan.Zero)
            throw new ArgumentException("The flush interval is not above zero.", nameof(options));
        _counters = new AccessCounters(options.TimeProvider);
        _sink = options.Sink ?? new FileAuditSink(options);
        _writer = new AuditWriter(options, _sink, _counters);
        _time = options.TimeProvider;
        IsRequired = options.Required;
        _end = new(EndAsync);
        _timer = options.IsShortLived ? null : options.TimeProvider.CreateTimer(_ => Tick(), state: null, options.FlushInterval, options.FlushInterval);
    }

    /// <summary>
    /// Whether the last write failed. Cheap enough for every read of a cached value: where the audit is required, a caller that sees it
    /// goes through <see cref="RecordAsync"/>, which refuses, or finds that the outage is over.
    /// </summary>
    public bool IsBroken => _writer.IsBroken;

    internal bool IsRequired { get; }

    /// <summary>
    /// Writes an access. When it cannot be written and the audit is not required, it is counted, and written as a sum when the outage is
    /// over, which is noticed within the flush interval.
    /// </summary>
    /// <param name="access">The access.</param>
    /// <param name="cancellationToken">Ends the wait; the access may have been written even so.</param>
    /// <returns>Counts repeated reads of the same: every access that differs in nothing but its trace has the same counter.</returns>
    /// <exception cref="SecretAuditException">It cannot be written, and the audit is required: do not hand out the value.</exception>
    /// <exception cref="ObjectDisposedException">The audit has ended.</exception>
    public ValueTask<AccessCounter> RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        cancellationToken.ThrowIfCancellationRequested();
        var work = new AuditWork(new AuditRecord { Kind = AuditRecordKind.Access, Time = _time.GetUtcNow(), Access = access });
        Enqueue(work);
        return AwaitAsync(work, access, cancellationToken);
    }

    /// <summary>
    /// Writes an access that comes again and again, such as a refusal of who asks too often: the first one at once, as <see cref="RecordAsync"/> does; what follows in
    /// nothing but its trace different, until there was none for a minute, is counted exactly and written as sums.
    /// </summary>
    /// <param name="access">The access.</param>
    /// <param name="cancellationToken">Ends the wait; the access may have been written even so.</param>
    /// <exception cref="SecretAuditException">It cannot be written, and the audit is required.</exception>
    /// <exception cref="ObjectDisposedException">The audit has ended.</exception>
    public async ValueTask CountAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (!_counters.TryCount(access))
            await RecordAsync(access, cancellationToken);
    }

    /// <summary>
    /// Says that a cached value is gone. What its counter counted, or counts yet by readers that are on their way, is still written.
    /// </summary>
    /// <param name="counter">Its counter.</param>
    public void Release(AccessCounter counter)
    {
        ArgumentNullException.ThrowIfNull(counter);
        _counters.Release(counter);
    }

    /// <summary>Writes what was counted and an anchor, and makes it survive a power cut.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SecretAuditException">It cannot be written, and the audit is required.</exception>
    /// <exception cref="ObjectDisposedException">The audit has ended.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new AuditWork(record: null);
        Enqueue(work);
        await work.Done.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Writes what was counted, an anchor and the end of the chain. Waits for a sink that hangs for one flush interval. Called again, it waits for the same
    /// end: its folder may go only then.
    /// </summary>
    public ValueTask DisposeAsync() => new(_end.Value);

    private async Task EndAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
        _writer.TryEnqueue(new AuditWork(record: null));
        await _writer.DisposeAsync();
        await _sink.DisposeAsync();
    }

    private async ValueTask<AccessCounter> AwaitAsync(AuditWork work, SecretAccess access, CancellationToken cancellationToken)
    {
        await work.Done.WaitAsync(cancellationToken);
        return _counters.Of(access);
    }

    private void Enqueue(AuditWork work) => ObjectDisposedException.ThrowIf(!_writer.TryEnqueue(work), this);

    // A sink that takes longer than the interval does not gather a queue of flushes.
    private void Tick()
    {
        if (_tick is null or { Done.IsCompleted: true })
        {
            _tick = new AuditWork(record: null);
            _writer.TryEnqueue(_tick);
        }
    }
}
