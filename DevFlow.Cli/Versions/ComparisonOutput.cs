namespace DevFlow.Cli.Versions;

internal sealed record ComparisonOutput(string Secret, VersionOutput From, VersionOutput To, IReadOnlyList<string> Differences);
