using System.Collections.Concurrent;

namespace DevFlow.Secrets.Tests;

/// <summary>A sink that keeps what it is given, and fails while it is told to.</summary>
internal sealed class ListSink : ISecretAuditSink
{
    public ConcurrentQueue<AuditRecord> Records { get; } = new();

    public bool IsFull { get; set; }

    public int Tries { get; private set; }

    public ValueTask AppendAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        Tries++;
        if (IsFull)
            throw new IOException("no space left on the device");
        foreach (var record in records)
            Records.Enqueue(record);
        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
