namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>
/// How many documents are read, searched and cut at once, whoever sent them: while that lasts each takes many times its size. The others wait, with no more than what they sent.
/// </summary>
internal sealed class IngestionSlots : IDisposable
{
    public const int AtOnce = 4;

    private readonly SemaphoreSlim _free = new(AtOnce);

    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
