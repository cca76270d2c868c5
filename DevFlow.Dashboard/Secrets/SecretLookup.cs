using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Secrets;

/// <summary>A lookup of which there is a span, and so a request to follow.</summary>
/// <param name="Time">When it ended, by the clock of its service.</param>
/// <param name="Service">Who asked.</param>
/// <param name="Source">The source that answered; null when none did.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="FromCache">Whether the answer was remembered.</param>
public sealed record SecretLookup(DateTimeOffset Time, string Service, string? Source, SecretOutcome Outcome, bool FromCache)
    : SecretAccess(Time, Service, Source, Outcome, FromCache)
{
    /// <summary>How old a stale value was.</summary>
    public TimeSpan? StaleFor { get; init; }

    /// <summary>How many sources were passed over because they were away or refused.</summary>
    public int Fallbacks { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>The request that read it.</summary>
    public TraceId TraceId { get; init; }

    /// <summary>The lookup in it.</summary>
    public SpanId SpanId { get; init; }

    internal static SecretLookup Of(Span span)
    {
        var tags = new SecretTags(span.Fields);
        return new(span.End, span.Sender.Service, tags.Source, tags.Outcome, tags.FromCache)
        {
            StaleFor = tags.Age,
            Fallbacks = span.Events.Count(happened => happened.Name == SecretTelemetry.FallbackEvent),
            Duration = span.Duration,
            TraceId = span.TraceId,
            SpanId = span.Id,
        };
    }
}
