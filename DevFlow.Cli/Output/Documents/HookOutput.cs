namespace DevFlow.Cli.Output;

/// <param name="Path">The hook.</param>
/// <param name="Change">What was done: none, written, renewed or chained.</param>
/// <param name="Chained">The hook that is run first, when there is one.</param>
internal sealed record HookOutput(string Path, string Change, string? Chained);
