namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.api_keys</c>, as the driver gives it, without the hash.</summary>
internal sealed record ApiKeyRow(Guid Id, string Name, string Prefix, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, DateTime? RevokedAt, string? Audience)
{
    public const string Columns =
        """id "Id", name "Name", prefix "Prefix", created_at "CreatedAt", expires_at "ExpiresAt", last_used_at "LastUsedAt", revoked_at "RevokedAt", audience "Audience" """;

    public ApiKey ToKey() => new(Id, Name, Prefix, Of(CreatedAt)!.Value, Of(ExpiresAt), Of(LastUsedAt), Of(RevokedAt), Audience);

    private static DateTimeOffset? Of(DateTime? at) => at is { } known ? new(known, TimeSpan.Zero) : null;
}
