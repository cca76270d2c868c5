namespace DevFlow.Cli.Sharing;

internal sealed record ShareRequest(string Content, string AccessHash, string? PassphraseHash, int Views, int TtlSeconds, string? Secret);
