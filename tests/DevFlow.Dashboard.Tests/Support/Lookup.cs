using System.Globalization;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

/// <summary>Spans of secret lookups as a service sends them.</summary>
internal static class Lookup
{
    private static ulong _last;

    public static Span Of(
        string key, string service = "knowledge-hub", string outcome = "hit", string? source = "1password", bool cached = false,
        DateTimeOffset? at = null, double? age = null, int fallbacks = 0, TraceId? trace = null, SpanId parent = default)
    {
        List<Field> fields = [new("secret.key", key), new("secret.tier", "system"), new("secret.outcome", outcome), new("secret.cache", cached ? "hit" : "miss")];
        if (source is not null)
            fields.Add(new("secret.source", source));
        if (age is { } seconds)
            fields.Add(new("secret.age", seconds.ToString(CultureInfo.InvariantCulture)));
        var start = at ?? TimeProvider.System.GetUtcNow();
        return new()
        {
            Sender = new(service, $"{service}-1"),
            TraceId = trace ?? new(Interlocked.Increment(ref _last)),
            Id = new(Interlocked.Increment(ref _last)),
            ParentId = parent,
            Name = "secret.resolve",
            Scope = "DevFlow.Secrets",
            Start = start,
            Fields = fields,
            Events = [.. Enumerable.Range(0, fallbacks).Select(_ => new SpanEvent("secret.fallback", start, []))],
        };
    }
}
