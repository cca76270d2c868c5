using System.Collections.Concurrent;
using System.Diagnostics;
using DevFlow.Secrets;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Masks spans before any exporter sees them, wherever the exporter stands among the processors: it listens by itself, and a
/// provider adds its own listener only after its processors were made, so that this one hears first of a span that ends.
/// What another processor adds after that is masked when this one's turn comes.
/// </summary>
/// <remarks>
/// Events and links cannot be changed once they are added. Exceptions are masked while they are; a span with a value in any
/// other event, or in a link, is not exported.
/// </remarks>
internal sealed class SpanScrubber : BaseProcessor<Activity>
{
    // The names of spans are few, as a rule; a service that makes them up as it goes must not fill the memory with them.
    private const int MostWarnings = 1000;

    // https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
    private const string ExceptionMessage = "exception.message";
    private const string ExceptionStackTrace = "exception.stacktrace";

    private readonly ConcurrentDictionary<(string Span, string Part), bool> _warned = new();
    private readonly SecretScrubber _scrubber;
    private readonly ILogger _logger;
    private readonly ActivityListener _listener;

    public SpanScrubber(SecretScrubber scrubber, ILoggerFactory loggerFactory)
    {
        _scrubber = scrubber;
        _logger = loggerFactory.CreateLogger(typeof(SpanScrubber).FullName!);
        // Without a sampler it asks for no span: only those that others want come to be.
        _listener = new ActivityListener { ShouldListenTo = _ => true, ActivityStopped = ScrubSpan, ExceptionRecorder = ScrubRecorded };
        ActivitySource.AddActivityListener(_listener);
    }

    public override void OnEnd(Activity data) => ScrubSpan(data);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _listener.Dispose();
        base.Dispose(disposing);
    }

    private void ScrubSpan(Activity span)
    {
        if (!span.IsAllDataRequested)
            return;
        if (_scrubber.Contains(span.DisplayName))
            span.DisplayName = _scrubber.Scrub(span.DisplayName);
        if (span.StatusDescription is { } status && _scrubber.Contains(status))
            span.SetStatus(span.Status, _scrubber.Scrub(status));
        if (span.TraceStateString is { } state && _scrubber.Contains(state))
            span.TraceStateString = null;
        ScrubTags(span);
        if (span.Recorded && FindFixed(span) is { } part)
            Withhold(span, part);
    }

    // SetTag reaches the first of several tags of one name only, so that all are taken off and put back in their order.
    private void ScrubTags(Activity span)
    {
        var changes = false;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
            changes |= _scrubber.Changes(tag);
        if (!changes)
            return;

        KeyValuePair<string, object?>[] tags = [.. span.TagObjects];
        foreach (var tag in tags)
            span.SetTag(tag.Key, null);
        foreach (var tag in _scrubber.ScrubItems(tags))
            span.AddTag(tag.Key, tag.Value);
    }

    /// <summary>The name of an event, or "a link", that holds a value.</summary>
    private string? FindFixed(Activity span)
    {
        foreach (ref readonly var happened in span.EnumerateEvents())
        {
            if (_scrubber.Contains(happened.Name))
                return $"the event {_scrubber.Scrub(happened.Name)}";
            foreach (ref readonly var tag in happened.EnumerateTagObjects())
            {
                if (_scrubber.Changes(tag))
                    return $"the event {happened.Name}";
            }
        }

        foreach (ref readonly var link in span.EnumerateLinks())
        {
            if (_scrubber.Contains(link.Context.TraceState))
                return "a link";
            foreach (ref readonly var tag in link.EnumerateTagObjects())
            {
                if (_scrubber.Changes(tag))
                    return "a link";
            }
        }

        return null;
    }

    // The exporting processors of the SDK pass over what is not recorded.
    private void Withhold(Activity span, string part)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        if (_warned.Count < MostWarnings && _warned.TryAdd((span.DisplayName, part), true))
            ScrubbingLog.SpanWithheld(_logger, span.DisplayName, part);
    }

    // Tags that stand here already are taken instead of the exception's own text.
    private void ScrubRecorded(Activity span, Exception exception, ref TagList tags)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (_scrubber.Changes(tags[i]))
                tags[i] = _scrubber.ScrubItem(tags[i]);
        }

        if (ScrubbedException.Of(exception, _scrubber) is not ScrubbedException scrubbed)
            return;
        AddIfMissing(ref tags, ExceptionMessage, scrubbed.Message);
        AddIfMissing(ref tags, ExceptionStackTrace, scrubbed.ToString());
    }

    private static void AddIfMissing(ref TagList tags, string name, string value)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return;
        }

        tags.Add(name, value);
    }
}
