using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>
/// The one that calls the sink. What queues up while a batch is written is the next batch, so that many callers share a write.
/// </summary>
internal sealed class AuditWriter : IAsyncDisposable
{
    private const int MostRecordsPerBatch = 1024;

    private readonly Channel<AuditWork> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly AuditGap _gap = new();
    private readonly List<AuditRecord> _records = [];
    private readonly List<AuditWork> _batch = [];
    private readonly List<AuditWork> _flushes = [];
    private readonly AccessCounters _counters;
    private readonly ISecretAuditSink _sink;
    private readonly bool _required;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _loop;
    private Exception? _outage;
    private bool _flushFails;
    private bool _hasAppended;
    private volatile bool _isBroken;

    public AuditWriter(SecretAuditOptions options, ISecretAuditSink sink, AccessCounters counters)
    {
        _sink = sink;
        _counters = counters;
        _required = options.Required;
        _patience = options.FlushInterval;
        _time = options.TimeProvider;
        _logger = options.Logger;
        _queue = Channel.CreateUnbounded<AuditWork>(new() { SingleReader = true, AllowSynchronousContinuations = options.IsShortLived });
        _loop = options.IsShortLived ? RunAsync() : Task.Run(RunAsync);
    }

    public bool IsBroken => _isBroken;

    /// <summary>False when the audit has ended.</summary>
    public bool TryEnqueue(AuditWork work) => _queue.Writer.TryWrite(work);

    /// <summary>Writes what is queued, and ends. A sink that hangs is waited for one interval.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        try
        {
            await _loop.WaitAsync(_patience, _time);
        }
        catch (TimeoutException)
        {
            await _stop.CancelAsync();
            await _loop;
        }

        _stop.Dispose();
        if (!_gap.IsEmpty)
            SecretAuditLog.Lost(_logger, _gap.Count, _outage?.Message ?? "");
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_batch.Count < MostRecordsPerBatch && _queue.Reader.TryRead(out var work))
                (work.Record is null ? _flushes : _batch).Add(work);

            if (_batch.Count > 0)
            {
                foreach (var work in _batch)
                    _records.Add(work.Record!);
                var fault = await AppendAsync();
                foreach (var work in _batch)
                    Settle(work, fault);
                _batch.Clear();
            }

            if (_flushes.Count > 0)
            {
                var fault = await FlushAsync();
                foreach (var work in _flushes)
                    Settle(work, fault);
                _flushes.Clear();
            }
        }
    }

    private void Settle(AuditWork work, Exception? fault)
    {
        if (fault is null || !_required)
        {
            work.Complete();
            return;
        }

        var what = work.Record is { Access: { } access }
            ? $"Access to secret '{access.Key}' is refused: it cannot be audited, and DEVFLOW_AUDIT_REQUIRED is true."
            : "The audit cannot be written.";
        work.Fail(new SecretAuditException($"{what} {fault.Message}", fault));
    }

    /// <summary>Appends the records, and before them the sums of an outage that is over with that.</summary>
    private async ValueTask<Exception?> AppendAsync()
    {
        try
        {
            await _sink.AppendAsync(_gap.IsEmpty ? _records : [.. _gap.Records(_time.GetUtcNow()), .. _records], _stop.Token);
            _hasAppended = true;
            if (_outage is not null)
                SecretAuditLog.Recovered(_logger, _gap.Count);
            _outage = null;
            _isBroken = false;
            _gap.Clear();
        }
#pragma warning disable CA1031 // Whatever a sink throws, accesses go on to be counted.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Broken before anyone is told: who is refused now finds the flag set at the next read.
            _isBroken = true;
            foreach (var record in _records)
                _gap.Add(record, refused: _required && record.Kind is AuditRecordKind.Access);
            if (_outage is null)
                LogOutage(fault.Message);
            _outage = fault;
        }

        _records.Clear();
        return _outage;
    }

    private async ValueTask<Exception?> FlushAsync()
    {
        _records.AddRange(_counters.Drain());
        if ((_records.Count > 0 || !_gap.IsEmpty) && await AppendAsync() is { } outage)
            return outage;
        if (!_hasAppended)
            return null;

        try
        {
            await _sink.FlushAsync(_stop.Token);
            _flushFails = false;
            return null;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (!_flushFails)
                SecretAuditLog.NotFlushed(_logger, fault.Message);
            _flushFails = true;
            return fault;
        }
    }

    private void LogOutage(string reason)
    {
        if (_required)
            SecretAuditLog.Refusing(_logger, reason);
        else
            SecretAuditLog.Counting(_logger, reason);
    }
}
