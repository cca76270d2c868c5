namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.share_links</c> that are a <see cref="ShareLink"/>.</summary>
internal static class ShareLinkRow
{
    public const string Columns = """
        id "Id", creator "Creator", secret "Secret", CASE WHEN reason IS NOT NULL THEN reason WHEN expires_at <= now() THEN 'expired' ELSE 'open' END "State",
        views "Views", opened "Opened", has_passphrase "HasPassphrase", wrong "WrongPassphrases", created_at "CreatedAt", expires_at "ExpiresAt", ended_at "EndedAt", ended_by "EndedBy"
        """;
}
