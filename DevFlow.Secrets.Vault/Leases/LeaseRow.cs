namespace DevFlow.Secrets.Vault;

/// <summary>A row of <c>devflow.leases</c>, as the driver gives it.</summary>
internal sealed record LeaseRow(
    Guid Id, string Profile, string Principal, string Login, string State, DateTime OpenedAt, DateTime ExpiresAt, DateTime RenewableUntil, DateTime? EndedAt, string? EndedBy, string? Reason)
{
    public const string Columns = """
        id "Id", profile "Profile", principal "Principal", role_name "Login", state "State", opened_at "OpenedAt", expires_at "ExpiresAt",
        renewable_until "RenewableUntil", ended_at "EndedAt", ended_by "EndedBy", reason "Reason"
        """;

    public Lease ToLease() => new(
        Id, Profile, Principal, Login, State, Of(OpenedAt), Of(ExpiresAt), Of(RenewableUntil), EndedAt is { } ended ? Of(ended) : null, EndedBy, Reason);

    private static DateTimeOffset Of(DateTime at) => new(at, TimeSpan.Zero);
}
