using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace DevFlow.Dashboard.Tests;

/// <summary>OTLP messages with what a test has to say in them.</summary>
internal static class Messages
{
    public const ulong Start = 1_700_000_000_000_000_000;

    public static readonly string SomeTrace = "0123456789abcdef0123456789abcdef";

    public static Resource Resource(string? service = "api", string? instance = "one")
    {
        var resource = new Resource();
        if (service is not null)
            resource.Attributes.Add(Attribute("service.name", Text(service)));
        if (instance is not null)
            resource.Attributes.Add(Attribute("service.instance.id", Text(instance)));
        return resource;
    }

    public static SpanMessage Span(string name = "GET /", string? traceId = null, ulong id = 1, params KeyValue[] attributes) => new()
    {
        TraceId = ByteString.CopyFrom(Convert.FromHexString(traceId ?? SomeTrace)),
        SpanId = ByteString.CopyFrom(Convert.FromHexString(id.ToString("x16"))),
        Name = name,
        Kind = 2,
        StartTimeUnixNano = Start,
        EndTimeUnixNano = Start + 1_000_000,
        Attributes = { attributes },
    };

    public static ExportTraceRequest Traces(params SpanMessage[] spans) => Traces(Resource(), spans);

    public static ExportTraceRequest Traces(Resource? resource, params SpanMessage[] spans) =>
        new() { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { new ScopeSpans { Scope = new() { Name = "the-scope" }, Spans = { spans } } } } } };

    public static ExportLogsRequest Logs(params LogRecord[] records) =>
        new() { ResourceLogs = { new ResourceLogs { Resource = Resource(), ScopeLogs = { new ScopeLogs { Scope = new() { Name = "The.Category" }, LogRecords = { records } } } } } };

    public static ExportMetricsRequest Metrics(params Metric[] metrics) =>
        new() { ResourceMetrics = { new ResourceMetrics { Resource = Resource(), ScopeMetrics = { new ScopeMetrics { Scope = new() { Name = "the-meter" }, Metrics = { metrics } } } } } };

    public static KeyValue Attribute(string key, AnyValue value) => new() { Key = key, Value = value };

    public static AnyValue Text(string text) => new() { StringValue = text };

    /// <summary>Lists in lists.</summary>
    public static AnyValue Nested(int levels)
    {
        var value = new AnyValue { IntValue = 1 };
        for (var i = 0; i < levels; i++)
            value = new() { KvlistValue = new() { Values = { Attribute("k", value) } } };
        return value;
    }
}
