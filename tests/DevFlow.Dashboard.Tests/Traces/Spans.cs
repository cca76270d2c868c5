using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Signals;

/// <summary>Spans as tests need them, all of one moment of a day.</summary>
internal static class Spans
{
    public static readonly DateTimeOffset Zero = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

    public static readonly TraceId Trace = new(UInt128.Parse("4bf92f3577b34da6a3ce929d0e0e4736", System.Globalization.NumberStyles.HexNumber));

    private static readonly Dictionary<string, Sender> _senders = new(StringComparer.Ordinal);

    /// <summary>One span; times are in milliseconds after <see cref="Zero"/>, and a parent of 0 is none.</summary>
    public static Span Make(string service, ulong id, ulong parent = 0, double start = 0, double duration = 10, string? name = null, SpanKind kind = SpanKind.Internal,
        SpanStatus status = SpanStatus.Unset, string? statusText = null, TraceId? trace = null, IReadOnlyList<Field>? fields = null, IReadOnlyList<SpanEvent>? events = null, IReadOnlyList<SpanLink>? links = null) => new()
        {
            Sender = SenderOf(service),
            TraceId = trace ?? Trace,
            Id = new(id),
            ParentId = new(parent),
            Name = name ?? $"work {id}",
            Scope = "Sample",
            Kind = kind,
            Start = Zero.AddMilliseconds(start),
            Duration = TimeSpan.FromMilliseconds(duration),
            Status = status,
            StatusText = statusText,
            Fields = fields ?? [],
            Events = events ?? [],
            Links = links ?? [],
        };

    public static Sender SenderOf(string service)
    {
        lock (_senders)
        {
            if (!_senders.TryGetValue(service, out var sender))
                _senders[service] = sender = new(service, $"{service}-1") { Fields = [new("service.name", service), new("service.version", "0.1.0")] };
            return sender;
        }
    }

    /// <summary>A request of the Local UI that leads to a secret, with all that a trace can show.</summary>
    public static IReadOnlyList<Span> Request() =>
    [
        Make("local-ui", 1, 0, 0, 48.2, "GET /api/v1/secrets", SpanKind.Server, fields: [new("http.request.method", "GET"), new("url.path", "/api/v1/secrets"), new("http.response.status_code", "200")]),
        Make("local-ui", 2, 1, 2, 44, "GET", SpanKind.Client, fields: [new("server.address", "localhost"), new("server.port", "8181")]),
        Make("workflow-engine", 3, 2, 4, 40.5, "GET /api/v1/secrets", SpanKind.Server, fields: [new("http.route", "/api/v1/secrets"), new("http.response.status_code", "200")]),
        Make("workflow-engine", 4, 3, 6, 12, "secret.resolve", fields: [new("secret.key", "AOSENTRY_API_KEY"), new("secret.tier", "platform"), new("secret.source", "1password"), new("secret.outcome", "hit"), new("secret.cache", "miss")]),
        Make("workflow-engine", 5, 4, 6.5, 9, "secret.source.ask", fields: [new("secret.key", "AOSENTRY_API_KEY"), new("secret.source", "1password"), new("secret.outcome", "hit")]),
        Make("workflow-engine", 6, 5, 7, 8, "GET", SpanKind.Client, fields: [new("url.full", "http://localhost:8080/v1/vaults")]),
        Make("workflow-engine", 7, 3, 19, 1.2, "secret.resolve", fields: [new("secret.key", "DATABASE_URL"), new("secret.tier", "platform"), new("secret.source", "apphost"), new("secret.outcome", "stale"), new("secret.cache", "hit"), new("secret.age", "12")]),
        Make("workflow-engine", 8, 3, 21, 20, "postgresql", SpanKind.Client, SpanStatus.Error, "57014: canceling statement due to statement timeout",
            fields: [new("db.system.name", "postgresql"), new("db.query.text", "select key, tier\nfrom secrets\nwhere owner = $1")],
            events: [new("exception", Zero.AddMilliseconds(40), [new("exception.type", "Npgsql.PostgresException"), new("exception.message", "57014: canceling statement due to statement timeout"), new("exception.stacktrace", "Npgsql.PostgresException: 57014: canceling statement due to statement timeout\n   at Npgsql.Internal.NpgsqlConnector.ReadMessage()\n   at DevFlow.WorkflowEngine.Secrets.SecretStore.ListAsync()")]),
                new("retry", Zero.AddMilliseconds(31), [new("attempt", "1")])]),
        Make("knowledge-hub", 9, 3, 42, 2, "index.touch", SpanKind.Server, links: [new(new(0x77), new(5), [new("reason", "same document")])]),
    ];

    private static SpanStatus StatusOf(int i) => i % 97 == 0 ? SpanStatus.Error : SpanStatus.Unset;

    /// <summary>A trace of many spans over three services: each has up to ten below it.</summary>
    public static IReadOnlyList<Span> Many(int count, TraceId? trace = null)
    {
        string[] services = ["mcp-gateway", "workflow-engine", "knowledge-hub"];
        return
        [
            .. Enumerable.Range(0, count).Select(i => Make(services[i % 3], (ulong)i + 1, i == 0 ? 0 : (ulong)((i - 1) / 10) + 1, i == 0 ? 0 : i * 0.1, i == 0 ? (count * 0.1) + 20 : 12, $"step {i}",
                status: StatusOf(i), trace: trace, fields: [new("step", i.ToString()), new("batch", "7")])),
        ];
    }
}
