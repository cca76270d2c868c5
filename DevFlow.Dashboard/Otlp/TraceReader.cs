using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf.Collections;

namespace DevFlow.Dashboard.Otlp;

internal sealed class TraceReader(DashboardOptions options, FieldReader reader, SenderRegistry senders, TimeProvider time)
{
    public List<Span> Read(ExportTraceRequest request, Rejections rejections)
    {
        var now = time.GetUtcNow();
        var spans = new List<Span>();
        foreach (var resource in request.ResourceSpans)
        {
            var sender = senders.Get(resource.Resource);
            foreach (var scope in resource.ScopeSpans)
            {
                var name = reader.Name(scope.Scope?.Name ?? "");
                foreach (var message in scope.Spans)
                {
                    if (Read(message, sender, name, now, rejections) is { } span)
                        spans.Add(span);
                }
            }
        }

        return spans;
    }

    private Span? Read(SpanMessage message, Sender sender, string scope, DateTimeOffset now, Rejections rejections)
    {
        if (!OtlpValues.TryTraceId(message.TraceId, out var traceId))
        {
            rejections.Add("its trace_id is not 16 bytes that are not all zero");
            return null;
        }

        if (!OtlpValues.TrySpanId(message.SpanId, out var id))
        {
            rejections.Add("its span_id is not 8 bytes that are not all zero");
            return null;
        }

        // A bad parent is no reason to lose the span: it stands as a root.
        OtlpValues.TrySpanId(message.ParentSpanId, out var parent);
        var end = OtlpValues.Time(message.EndTimeUnixNano, now);
        var start = OtlpValues.Time(message.StartTimeUnixNano, end);
        return new()
        {
            Sender = sender,
            TraceId = traceId,
            Id = id,
            ParentId = parent,
            Name = reader.Name(message.Name),
            Scope = scope,
            Kind = Enum.IsDefined((SpanKind)message.Kind) ? (SpanKind)message.Kind : SpanKind.Unspecified,
            Start = start,
            Duration = message.EndTimeUnixNano == 0 || end < start ? TimeSpan.Zero : end - start,
            Status = message.Status?.Code switch { 1 => SpanStatus.Ok, 2 => SpanStatus.Error, _ => SpanStatus.Unset },
            StatusText = message.Status is { Message.Length: > 0 } status ? reader.Value(status.Message) : null,
            Fields = reader.Fields(message.Attributes),
            Events = Events(message.Events, start),
            Links = Links(message.Links),
        };
    }

    private SpanEvent[] Events(RepeatedField<EventMessage> messages, DateTimeOffset start)
    {
        if (messages.Count == 0)
            return [];
        var left = messages.Count - options.MaxAttributes;
        var events = messages.Take(options.MaxAttributes).Select(message => new SpanEvent(reader.Name(message.Name), OtlpValues.Time(message.TimeUnixNano, start), reader.Fields(message.Attributes)));
        return left > 0 ? [.. events, new($"{AnyValueText.CutMark} {left} more", start, [])] : [.. events];
    }

    private SpanLink[] Links(RepeatedField<LinkMessage> messages)
    {
        if (messages.Count == 0)
            return [];
        var links = new List<SpanLink>();
        foreach (var message in messages.Take(options.MaxAttributes))
        {
            if (OtlpValues.TryTraceId(message.TraceId, out var traceId) && OtlpValues.TrySpanId(message.SpanId, out var spanId))
                links.Add(new(traceId, spanId, reader.Fields(message.Attributes)));
        }

        return [.. links];
    }
}
