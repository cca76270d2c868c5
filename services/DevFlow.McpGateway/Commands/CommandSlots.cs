using ModelContextProtocol;

namespace DevFlow.McpGateway.Commands;

/// <summary>How many commands run at once, whoever asked for them.</summary>
internal sealed class CommandSlots : IDisposable
{
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _free = new(AtOnce);

    /// <exception cref="McpException">As many run as may.</exception>
    public IDisposable Take() => _free.Wait(0) ? new Slot(_free) : throw new McpException($"{AtOnce} commands run already, which is as many as may; try again when one has ended.");

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
