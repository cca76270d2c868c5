using System.Globalization;

namespace DevFlow.Secrets.Vault;

/// <summary>The months by which records are parted, of UTC.</summary>
internal static class AuditMonths
{
    public const string Prefix = "audit_records_";

    public static DateOnly Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1);

    /// <summary>Whether there may be a partition for it; the same bounds stand in <c>devflow.audit_partition</c>.</summary>
    public static bool IsPlausible(DateTimeOffset time) => time.UtcDateTime.Year is >= 2000 and <= 2099;

    /// <summary>The month of a partition, by its name.</summary>
    public static DateOnly Parse(string partition) => DateOnly.ParseExact(partition[Prefix.Length..], "yyyyMM", CultureInfo.InvariantCulture);
}
