using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Otlp;

internal sealed class LogReader(FieldReader reader, SenderRegistry senders, TimeProvider time)
{
    private const int NumbersPerSeverity = 4;

    public List<LogEntry> Read(ExportLogsRequest request)
    {
        var now = time.GetUtcNow();
        var entries = new List<LogEntry>();
        foreach (var resource in request.ResourceLogs)
        {
            var sender = senders.Get(resource.Resource);
            foreach (var scope in resource.ScopeLogs)
            {
                var name = reader.Name(scope.Scope?.Name ?? "");
                foreach (var record in scope.LogRecords)
                    entries.Add(Read(record, sender, name, now));
            }
        }

        return entries;
    }

    private LogEntry Read(LogRecord record, Sender sender, string scope, DateTimeOffset now)
    {
        OtlpValues.TrySpanId(record.SpanId, out var spanId);
        var message = reader.Value(record.Body);
        return new()
        {
            Sender = sender,
            Time = OtlpValues.Time(record.TimeUnixNano, OtlpValues.Time(record.ObservedTimeUnixNano, now)),
            Severity = Severity(record.SeverityNumber),
            Message = message.Length > 0 ? message : reader.Name(record.EventName),
            Scope = scope,
            TraceId = OtlpValues.TryTraceId(record.TraceId, out var traceId) ? traceId : null,
            SpanId = spanId,
            Fields = reader.Fields(record.Attributes),
        };
    }

    private static Severity Severity(int number) =>
        number is > 0 and <= NumbersPerSeverity * (int)Telemetry.Severity.Critical ? (Severity)((number - 1) / NumbersPerSeverity + 1) : Telemetry.Severity.Unspecified;
}
