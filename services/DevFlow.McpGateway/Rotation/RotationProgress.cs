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
        for (var step = ""; run.Moves && time.GetElapsedTime(began) < _patience;)
        {
            if (run.Step != step)
                reported.Report(new() { Progress = ++said, Message = $"{run.State}: {step = run.Step}" });
            await Task.Delay(_look, time, cancellationToken);
            if (await LookAsync(run, cancellationToken) is not { } now)
                break;
            run = now;
        }

        reported.Report(new() { Progress = said + 1, Message = run.State });
        return run;
    }

    /// <summary>The run of a secret that is under way; null when there is none, or nobody says.</summary>
    public async Task<RotationRun?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var runs = await platform.GetAsync<List<RotationRun>>(PlatformPart.Engine, $"api/v1/rotations/runs?count=1&secret={Uri.EscapeDataString(key)}", cancellationToken);
            return runs.Find(run => run.Moves);
        }
        catch (PlatformException)
        {
            return null;
        }
    }

    // Null when nobody says: what is known is that it goes on.
    private async Task<RotationRun?> LookAsync(RotationRun run, CancellationToken cancellationToken)
    {
        try
        {
            return (await platform.GetAsync<RotationRunDocument>(PlatformPart.Engine, $"api/v1/rotations/runs/{run.Id}", cancellationToken)).Run;
        }
        catch (PlatformException)
        {
            return null;
        }
    }
}
