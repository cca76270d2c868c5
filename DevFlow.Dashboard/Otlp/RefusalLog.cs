using System.Collections.Concurrent;
using DevFlow.Dashboard.Addresses;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Says that telemetry is refused and why, once a minute at most for each reason: a sender that is set up wrongly tries for ever.</summary>
internal sealed partial class RefusalLog(ILogger<RefusalLog> logger, TimeProvider time)
{
    private static readonly TimeSpan _pace = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Address Address, int Status), Tally> _tallies = new();

    /// <param name="address">Where it came.</param>
    /// <param name="status">The status of gRPC or of HTTP that it was answered with.</param>
    public void Refused(Address address, int status)
    {
        var tally = _tallies.GetOrAdd((address, status), _ => new());
        int count;
        lock (tally)
        {
            tally.Count++;
            if (tally.Said is { } said && time.GetElapsedTime(said) < _pace)
                return;
            (count, tally.Count, tally.Said) = (tally.Count, 0, time.GetTimestamp());
        }

        Refused(logger, address, count, status, Reason(status));
    }

    private static string Reason(int status) => status switch
    {
        16 or 401 => OtlpMessages.Key,
        3 or 400 => OtlpMessages.Malformed,
        8 or 413 => "It is larger than the dashboard's limit.",
        14 or 503 => OtlpMessages.NotYet,
        12 or 404 or 405 => "There is nothing at that path; the endpoint is to be given without one (OTEL_EXPORTER_OTLP_ENDPOINT).",
        415 => OtlpMessages.ContentType,
        _ => "This is a fault of the dashboard's.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telemetry was refused at {Address}, {Count} times since this was said last, with status {Status}: {Reason}")]
    private static partial void Refused(ILogger logger, Address address, int count, int status, string reason);

    private sealed class Tally
    {
        public int Count { get; set; }

        public long? Said { get; set; }
    }
}
