using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record AuditEntryOutput(
    string Time,
    string Kind,
    string Service,
    string? User,
    string? Key,
    string? Tier,
    string? Source,
    string? Outcome,
    string? Reference,
    int? Version,
    string? TraceId,
    long Count,
    bool Refused,
    string? From,
    string? To)
{
    public static AuditEntryOutput Of(AuditEntry entry)
    {
        var record = entry.Record;
        var access = record.Access;
        return new(
            TimeOf(record.Time),
            record.Kind.ToString().ToLowerInvariant(),
            entry.Service,
            access?.User is { } user ? Words.Plain(user) : null,
            access?.Key is { } key ? Words.Plain(key) : null,
            access?.Tier.ToString().ToLowerInvariant(),
            access?.Source,
            access?.Outcome,
            access?.Reference is { } reference ? Words.Plain(reference) : null,
            access?.Version,
            access?.TraceId,
            record.Count,
            record.Refused,
            record.From is { } from ? TimeOf(from) : null,
            record.To is { } to ? TimeOf(to) : null);
    }

    public static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
