using System.Globalization;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Records as lines of a table.</summary>
internal static class AuditTable
{
    public static readonly string[] Columns =
    [
        "time", "service", "kind", "key", "tier", "outcome", "source", "reference", "version", "user", "count", "from", "to", "refused", "trace", "span", "chain", "seq",
    ];

    public static string?[] Row(StoredAuditRecord record) =>
    [
        Text(record.Time), record.Service, record.Kind, record.Key, record.Tier, record.Outcome, record.Source, record.Reference, Text(record.Version), record.User,
        Text(record.Count), Text(record.From), Text(record.To), record.Refused ? "true" : "false", record.Trace, record.Span, Text(record.Chain), Text(record.Seq),
    ];

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
