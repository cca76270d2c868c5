namespace DevFlow.Cli.Versions;

internal sealed record VersionOutput(int Version, bool IsCurrent, DateTimeOffset CreatedAt, string CreatedBy, int? RestoredFrom, DateTimeOffset? ExpiresAt);
