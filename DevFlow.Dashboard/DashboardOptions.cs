namespace DevFlow.Dashboard;

/// <summary>Where the dashboard listens and how much it keeps; the section <c>Dashboard</c> of its configuration.</summary>
internal sealed record DashboardOptions
{
    public const string DefaultSection = "Dashboard";

    /// <summary>Where a browser finds it. Loopback alone.</summary>
    public string Url { get; init; } = "http://localhost:18888";

    /// <summary>Where OTLP over gRPC is received.</summary>
    public string OtlpGrpcUrl { get; init; } = "http://localhost:18889";

    /// <summary>Where OTLP over HTTP with protobuf is received.</summary>
    public string OtlpHttpUrl { get; init; } = "http://localhost:18890";

    /// <summary>Where the metrics of all services are served as Prometheus text; null for nowhere.</summary>
    public string? PrometheusUrl { get; init; }

    /// <summary>Where the keys are kept that let a browser stay signed in over a restart; null to forget them at the end.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How many spans are kept. The oldest traces make way, whole.</summary>
    public int MaxSpans { get; init; } = 100_000;

    /// <summary>How much memory the kept spans may take, by estimate. Reached before <see cref="MaxSpans"/> only by spans of unusual size.</summary>
    public long MaxSpanBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>How many structured log entries are kept. The oldest make way.</summary>
    public int MaxLogs { get; init; } = 20_000;

    /// <summary>How much memory the kept log entries may take, by estimate. The oldest make way.</summary>
    public long MaxLogBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many series (an instrument with one set of attributes) are kept. New ones beyond that are dropped and counted.</summary>
    public int MaxSeries { get; init; } = 5_000;

    /// <summary>How many points each series keeps. The oldest make way.</summary>
    public int MaxPoints { get; init; } = 600;

    /// <summary>How many points are kept in all; one of a histogram counts once more for every eight buckets. The series that grows beyond that sees its older points thinned out.</summary>
    public int MaxMetricPoints { get; init; } = 250_000;

    /// <summary>How many console lines of each resource are kept. The oldest make way.</summary>
    public int MaxConsoleLines { get; init; } = 10_000;

    /// <summary>The largest message that is received, unpacked. A larger one is refused whole.</summary>
    public int MaxOtlpBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many messages are read at a time; others wait, unread. With <see cref="MaxOtlpBytes"/> this bounds what a flood can take.</summary>
    public int MaxOtlpReads { get; init; } = 4;

    /// <summary>How many attributes of a span, event, link, log entry, series or resource are kept, and how many events and links of a span.</summary>
    public int MaxAttributes { get; init; } = 128;

    /// <summary>How many characters of an attribute's value or a log message are kept. What is cut ends in "…".</summary>
    public int MaxValueLength { get; init; } = 16 * 1024;

    /// <summary>How many characters of a name are kept: of services, spans, events, attributes and instruments. What is cut ends in "…".</summary>
    public int MaxNameLength { get; init; } = 256;

    /// <summary>How many senders (a service's process) are remembered between messages.</summary>
    public int MaxSenders { get; init; } = 500;
}
