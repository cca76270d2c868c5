namespace DevFlow.Cli.Sharing;

/// <summary>A link that was made, with its key.</summary>
internal sealed record SharedOutput(string Url, Guid Id, int Views, bool HasPassphrase, DateTimeOffset ExpiresAt);
