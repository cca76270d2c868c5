namespace DevFlow.Cli.Granting;

internal sealed record GrantRequest(string To, string Environment, string? Key, string Access, int TtlSeconds);
