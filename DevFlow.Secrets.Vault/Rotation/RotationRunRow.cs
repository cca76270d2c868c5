namespace DevFlow.Secrets.Vault;

/// <summary>The columns of <c>devflow.rotation_runs</c> that are a <see cref="RotationRun"/>.</summary>
internal static class RotationRunRow
{
    public const string Columns = """
        id "Id", secret "Secret", reason "Reason", requested_by "RequestedBy", rotator "Rotator", destination "Destination", state "State", step "Step", attempts "Attempts",
        started_at "StartedAt", changed_at "ChangedAt", not_before "NotBefore", ended_at "EndedAt", problem "Problem", past_return "IsPastReturn"
        """;
}
