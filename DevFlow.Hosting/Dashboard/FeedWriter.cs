using System.Text.Json;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Writes messages to the standard input of a dashboard, one after the other. Whoever writes waits while it does not read.</summary>
internal sealed class FeedWriter(Stream input) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="IOException">The dashboard is gone.</exception>
    public async Task WriteAsync(FeedMessage message, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, FeedJson.Default.FeedMessage), (byte)'\n'];
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Not given up half way: half a line at the end would be a fault to who reads it.
            await input.WriteAsync(line, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        input.Dispose();
    }
}
