namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.leases</c> that are a <see cref="Lease"/>.</summary>
internal static class LeaseRow
{
    public const string Columns = """
        id "Id", profile "Profile", principal "Principal", role_name "Login", state "State", opened_at "OpenedAt", expires_at "ExpiresAt",
        renewable_until "RenewableUntil", ended_at "EndedAt", ended_by "EndedBy", reason "Reason"
        """;
}
