namespace DevFlow.Cli.Output;

/// <param name="Secret">The secret.</param>
/// <param name="Run">Its run, as far as it was followed; null when none was begun.</param>
/// <param name="Steps">What was done in it.</param>
/// <param name="Preview">What would happen, with --dry-run.</param>
/// <param name="Problem">Why no run was begun, or why it failed.</param>
internal sealed record RotateOutput(string Secret, RotationRunOutput? Run, IReadOnlyList<RotationStepOutput> Steps, RotationPreviewOutput? Preview, string? Problem);
