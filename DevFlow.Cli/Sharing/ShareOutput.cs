namespace DevFlow.Cli.Sharing;

/// <summary>A link, as the engine tells of it and as --json prints it. Without its key, which nobody has but who was given the link.</summary>
internal sealed record ShareOutput(
    Guid Id, string Creator, string? Secret, string State, int Views, int Opened, bool HasPassphrase, int WrongPassphrases, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
