namespace DevFlow.Cli.Output;

/// <summary>Accesses as comma-separated values (RFC 4180).</summary>
internal static class AuditCsv
{
    public const string Heading = "time,kind,service,user,key,tier,source,outcome,reference,version,traceId,count,refused,from,to";

    public static string LineOf(AuditEntryOutput entry) => string.Join(',', ((string?[])
    [
        entry.Time, entry.Kind, entry.Service, entry.User, entry.Key, entry.Tier, entry.Source, entry.Outcome, entry.Reference,
        entry.Version is { } version ? $"{version}" : null, entry.TraceId, $"{entry.Count}", entry.Refused ? "true" : "false", entry.From, entry.To,
    ]).Select(Cell));

    // A spreadsheet takes what begins so for a formula, and who asked may have chosen it.
    private static string Cell(string? text)
    {
        var cell = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text ?? "";
        return cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}
