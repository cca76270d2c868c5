namespace DevFlow.Cli.Sharing;

/// <summary>What was shared, as --json prints it.</summary>
internal sealed record OpenedOutput(string Value, int ViewsLeft);
