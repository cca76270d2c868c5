using System.Buffers.Binary;
using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace DevFlow.Dashboard.Load;

/// <summary>Spans as services make them: traces of ten, eight attributes each, of which three differ from span to span.</summary>
internal static class Batches
{
    public const int SpansPerTrace = 10;

    private static readonly string[] _names = ["GET /api/v1/secrets", "POST /api/v1/rotate", "secret.resolve", "secret.source.ask", "SELECT", "GET /health", "publish", "render"];

    public static ExportTraceRequest Of(string service, long firstTrace, int spans, int spansPerTrace = SpansPerTrace)
    {
        var scope = new ScopeSpans { Scope = new() { Name = "DevFlow.Load" } };
        for (var i = 0; i < spans; i++)
            scope.Spans.Add(Span(firstTrace + i / spansPerTrace, i % spansPerTrace));
        return new()
        {
            ResourceSpans =
            {
                new ResourceSpans { Resource = new() { Attributes = { Text("service.name", service), Text("service.instance.id", $"{service}-1") } }, ScopeSpans = { scope } },
            },
        };
    }

    public static ByteString TraceId(long trace)
    {
        var id = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, 0x0102030405060708);
        BinaryPrimitives.WriteInt64BigEndian(id.AsSpan(8), trace + 1);
        return ByteString.CopyFrom(id);
    }

    private static SpanMessage Span(long trace, int number)
    {
        var start = (ulong)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var name = _names[number % _names.Length];
        return new()
        {
            TraceId = TraceId(trace),
            SpanId = SpanId(trace, number),
            ParentSpanId = number == 0 ? ByteString.Empty : SpanId(trace, (number - 1) / 2),
            Name = name,
            Kind = number % 5 + 1,
            StartTimeUnixNano = start + (ulong)number * 1_000,
            EndTimeUnixNano = start + 5_000_000,
            Status = number % 100 == 99 ? new() { Code = 2, Message = "it failed" } : null,
            Attributes =
            {
                Text("http.request.method", "GET"), Text("http.route", name), Number("http.response.status_code", 200), Text("server.address", "localhost"), Number("server.port", 8181),
                Text("user.id", $"user-{trace % 50_000}"), Text("url.path", $"/api/v1/things/{trace}/{number}"), Number("messaging.message.id", trace * 1_000 + number),
            },
        };
    }

    private static ByteString SpanId(long trace, int number)
    {
        var id = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(id, trace * 100_000 + number + 1);
        return ByteString.CopyFrom(id);
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };
}
