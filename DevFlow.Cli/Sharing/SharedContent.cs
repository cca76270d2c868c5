namespace DevFlow.Cli.Sharing;

/// <summary>What is shared, encrypted.</summary>
internal sealed record SharedContent(string Content, int ViewsLeft);
