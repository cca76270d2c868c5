namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.api_keys</c> that are an <see cref="ApiKey"/>, without the hash.</summary>
internal static class ApiKeyRow
{
    public const string Columns =
        """id "Id", name "Name", prefix "Prefix", created_at "CreatedAt", expires_at "ExpiresAt", last_used_at "LastUsedAt", revoked_at "RevokedAt", audience "Audience" """;
}
