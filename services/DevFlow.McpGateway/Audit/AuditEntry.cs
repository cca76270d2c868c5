using System.ComponentModel;

namespace DevFlow.McpGateway.Audit;

/// <summary>A record of the audit.</summary>
internal sealed record AuditEntry
{
    public required DateTimeOffset Time { get; init; }

    [Description("access for one access, counts for repeated ones that were added up; others are about the audit itself.")]
    public required string Kind { get; init; }

    [Description("The service that accessed it.")]
    public required string Service { get; init; }

    [Description("What was accessed.")]
    public string? Key { get; init; }

    public string? Tier { get; init; }

    public string? Outcome { get; init; }

    [Description("Where the value came from.")]
    public string? Source { get; init; }

    [Description("On whose behalf.")]
    public string? User { get; init; }

    [Description("The trace that it belongs to.")]
    public string? Trace { get; init; }

    [Description("For how many accesses it stands.")]
    public long Count { get; init; }

    [Description("Whether it was refused because it could not be put on record.")]
    public bool Refused { get; init; }
}
