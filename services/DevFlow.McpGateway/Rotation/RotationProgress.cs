using DevFlow.McpGateway.Platform;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Rotation;

/// <summary>Follows a rotation while it moves, and says how far it is.</summary>
internal sealed class RotationProgress(PlatformClient platform, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);

    // It goes on without whoever asked for it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public async Task<RotationRun> FollowAsync(RotationRun run, IProgress<ProgressNotificationValue> reported, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var said = 0;
        for (var step = ""; run.Moves && time.GetElapsedTime(began) < _patience; run = await LookAsync(run, cancellationToken))
        {
            if (run.Step != step)
                reported.Report(new() { Progress = ++said, Message = $"{run.State}: {step = run.Step}" });
            await Task.Delay(_look, time, cancellationToken);
        }

        reported.Report(new() { Progress = said + 1, Message = run.State });
        return run;
    }

    private async Task<RotationRun> LookAsync(RotationRun run, CancellationToken cancellationToken) =>
        (await platform.GetAsync<RotationRunDocument>(PlatformPart.Engine, $"api/v1/rotations/runs/{run.Id}", cancellationToken)).Run;
}
