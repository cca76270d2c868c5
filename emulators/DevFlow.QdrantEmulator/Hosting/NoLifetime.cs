namespace DevFlow.QdrantEmulator;

/// <summary>The process belongs to whoever started the emulator in it: its signals are not for the web host to take.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
