namespace DevFlow.Cli.Output;

internal sealed record RotationRunStepsOutput(RotationRunOutput Run, IReadOnlyList<RotationStepOutput> Steps);
