namespace DevFlow.Cli.Granting;

/// <summary>A grant, as the engine tells of it and as --json prints it.</summary>
internal sealed record GrantOutput(Guid Id, string Principal, string Environment, string? Key, string Access, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset ExpiresAt);
