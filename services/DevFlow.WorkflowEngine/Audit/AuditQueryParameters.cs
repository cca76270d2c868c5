using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>The filters as they stand in a query string.</summary>
internal sealed record AuditQueryParameters(
    string? Key, string? User, string? Service, string? Tier, string? Outcome, string? Kind, DateTimeOffset? From, DateTimeOffset? To, string? Trace)
{
    public AuditFilter ToFilter() => new()
    {
        Key = Key,
        User = User,
        Service = Service,
        Tier = Tier,
        Outcome = Outcome,
        Kind = Kind,
        From = From,
        To = To,
        Trace = Trace,
    };
}
