using System.ComponentModel;

namespace DevFlow.McpGateway.Audit;

/// <summary>Some records of the audit, newest first.</summary>
internal sealed record AuditFindings(
    IReadOnlyList<AuditEntry> Records, [property: Description("The cursor of the records behind these; null when there are none.")] string? Next);
