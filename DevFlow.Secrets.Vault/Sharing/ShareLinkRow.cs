namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.share_links</c>, as the driver gives it.</summary>
internal sealed record ShareLinkRow(
    Guid Id, string Creator, string? Secret, string State, int Views, int Opened, bool HasPassphrase, int WrongPassphrases, DateTime CreatedAt, DateTime ExpiresAt, DateTime? EndedAt, string? EndedBy)
{
    public const string Columns = """
        id "Id", creator "Creator", secret "Secret", CASE WHEN reason IS NOT NULL THEN reason WHEN expires_at <= now() THEN 'expired' ELSE 'open' END "State",
        views "Views", opened "Opened", has_passphrase "HasPassphrase", wrong "WrongPassphrases", created_at "CreatedAt", expires_at "ExpiresAt", ended_at "EndedAt", ended_by "EndedBy"
        """;

    public ShareLink ToShareLink() => new(
        Id, Creator, Secret, State, Views, Opened, HasPassphrase, WrongPassphrases, Of(CreatedAt), Of(ExpiresAt), EndedAt is { } ended ? Of(ended) : null, EndedBy);

    private static DateTimeOffset Of(DateTime at) => new(at, TimeSpan.Zero);
}
