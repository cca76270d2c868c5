namespace DevFlow.Secrets.Tests;

/// <summary>Keeps records in memory; fails and hangs when it is told to.</summary>
internal sealed class MemorySink : ISecretAuditSink
{
    private readonly Lock _lock = new();
    private readonly List<AuditRecord> _records = [];

    public Exception? Fault { get; set; }

    public Exception? FlushFault { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public int Appends { get; private set; }

    public int Flushes { get; private set; }

    public IReadOnlyList<AuditRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records];
        }
    }

    public long CountOf(AuditRecordKind kind) => Records.Where(record => record.Kind == kind).Sum(record => record.Count);

    public async ValueTask AppendAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        Appends++;
        if (Gate is { } gate)
            await gate.Task.WaitAsync(cancellationToken);
        if (Fault is { } fault)
            throw fault;
        lock (_lock)
            _records.AddRange(records);
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Flushes++;
        return FlushFault is { } fault ? ValueTask.FromException(fault) : ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
