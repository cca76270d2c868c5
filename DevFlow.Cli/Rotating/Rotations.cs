using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Rotating;

/// <summary>The engine's rotations.</summary>
internal sealed class Rotations(EngineApi engine)
{
    private const string Path = "api/v1/rotations";

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(300);

    public Task<IReadOnlyList<RotationPlanOutput>> ListAsync(CancellationToken cancellationToken) =>
        engine.GetAsync(Path, JsonContext.Default.IReadOnlyListRotationPlanOutput, cancellationToken);

    public Task<RotationPreviewOutput> PreviewAsync(string secret, string? rotator, CancellationToken cancellationToken) =>
        engine.PostAsync($"{Path}/{secret}", new(DryRun: true, rotator), JsonContext.Default.RotationCall, JsonContext.Default.RotationPreviewOutput, cancellationToken);

    public Task<RotationRunOutput> StartAsync(string secret, string? rotator, CancellationToken cancellationToken) =>
        engine.PostAsync($"{Path}/{secret}", new(DryRun: false, rotator), JsonContext.Default.RotationCall, JsonContext.Default.RotationRunOutput, cancellationToken);

    /// <summary>Looks at a run until it needs nobody's patience any more: it has ended, or waits for something.</summary>
    public async Task<RotationRunStepsOutput> FollowAsync(Guid run, Action<RotationStepOutput> onStep, CancellationToken cancellationToken)
    {
        var told = 0;
        while (true)
        {
            var there = await engine.GetAsync($"{Path}/runs/{run}", JsonContext.Default.RotationRunStepsOutput, cancellationToken);
            foreach (var step in there.Steps.Skip(told))
                onStep(step);
            told = Math.Max(told, there.Steps.Count);
            if (there.Run is { EndedAt: not null } or { NotBefore: not null })
                return there;
            await Task.Delay(_look, cancellationToken);
        }
    }
}
