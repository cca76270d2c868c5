namespace DevFlow.Cli.Running;

/// <summary>Nobody reads what is written.</summary>
internal sealed class BrokenPipeException() : IOException("nobody reads it");
