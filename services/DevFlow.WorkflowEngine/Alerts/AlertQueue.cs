using System.Diagnostics.Metrics;
using System.Threading.Channels;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Alerts;

/// <summary>Raises alerts: in the log and as a metric at once, in the database as soon as it can be.</summary>
internal sealed partial class AlertQueue(TimeProvider time, ILogger<AlertQueue> logger)
{
    public const string KindTag = "devflow.alert.kind";

    // While the database is away; what comes then is in the log alone.
    private const int MostWaiting = 1000;

    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _alerts = _meter.CreateCounter<long>("devflow.alerts", "{alert}", "Alerts raised, by kind.");

    private readonly Channel<Alert> _waiting = Channel.CreateBounded<Alert>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<Alert> Waiting => _waiting.Reader;

    /// <param name="kind">What it is; one of a small fixed set.</param>
    /// <param name="subject">Who it is about: a principal or an address.</param>
    /// <param name="detail">What happened; never a part of a value.</param>
    public void Raise(string kind, string subject, string detail)
    {
        var now = time.GetUtcNow();
        var alert = new Alert(Guid.CreateVersion7(now), now, kind, subject, detail);
        Tell(alert);
        _waiting.Writer.TryWrite(alert);
    }

    /// <summary>Tells of one that is in the database already.</summary>
    public void Tell(Alert alert)
    {
        LogAlert(alert.Kind, alert.Subject, alert.Detail);
        _alerts.Add(1, new KeyValuePair<string, object?>(KindTag, alert.Kind));
    }

    // Its own id, so that a log can be watched for it.
    [LoggerMessage(EventId = 700, EventName = "Alert", Level = LogLevel.Warning, Message = "alert: {Kind} of {Subject}: {Detail}")]
    private partial void LogAlert(string kind, string subject, string detail);
}
