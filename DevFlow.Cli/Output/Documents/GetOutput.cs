namespace DevFlow.Cli.Output;

/// <param name="Key">The environment key.</param>
/// <param name="Value">The value with --reveal, else its mask.</param>
/// <param name="Source">The source that had it.</param>
/// <param name="Reference">The 1Password reference it was read by.</param>
internal sealed record GetOutput(string Key, string Value, string Source, string? Reference);
