using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Vault;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>
/// Does the steps of rotations, whichever engine began them: those that were asked for at once, and whatever has waited long enough, or was left lying by
/// an engine that died.
/// </summary>
internal sealed partial class RotationService(RotationRuns runs, RotationRunner runner, DatabaseSetupProgress progress, TimeProvider time, ILogger<RotationService> logger)
    : EnduringService(time)
{
    private const int Batch = 200;
    private const int AtOnce = 6;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(3);

    private readonly Signal _asked = new();

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(10);

    /// <summary>Looks now: something was begun.</summary>
    public void Ask() => _asked.Set();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            var ready = await runs.ReadyAsync(Batch, stoppingToken);
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, async (run, token) => await RunAsync(run, token));
            Succeeded();
            await _asked.WaitAsync(_look, Time, stoppingToken);
        }
    }

    // One that cannot go on now is no reason for the others to wait; it is where it was.
    private async Task RunAsync(Guid run, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(run, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it is, the run goes on later.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogInterrupted(run, FaultText.Of(fault));
        }
    }

    protected override void Failed(string reason) => LogWaits(reason);

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the rotation {Run} was interrupted and goes on later: {Reason}")]
    private partial void LogInterrupted(Guid run, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "rotations wait: {Reason}")]
    private partial void LogWaits(string reason);
}
