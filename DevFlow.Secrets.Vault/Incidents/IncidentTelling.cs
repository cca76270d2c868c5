using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

/// <summary>Logs, counts and traces what is done about breaches.</summary>
internal static partial class IncidentTelling
{
    public const string KindTag = "devflow.incident.kind";
    public const string StateTag = "devflow.incident.state";

    private static readonly ActivitySource _source = new(SecretsTelemetry.Name);
    private static readonly Meter _meter = new(SecretsTelemetry.Name);
    private static readonly Counter<long> _actions = _meter.CreateCounter<long>("devflow.incident.actions", "{action}", "Actions about breaches that ended or were left to people, by kind and state.");

    public static Activity? Start(IncidentAction action) =>
        _source.StartActivity("incident.action")?.SetTag("devflow.incident.id", action.Incident).SetTag("devflow.incident.action", action.Number).SetTag(KindTag, action.Kind);

    public static void Told(ILogger logger, IncidentAction action, IncidentOutcome outcome)
    {
        LogAction(logger, action.Incident, action.Number, action.Kind, action.Subject, outcome.State, outcome.Text ?? "");
        _actions.Add(1, new(KindTag, action.Kind), new KeyValuePair<string, object?>(StateTag, outcome.State));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "incident {Incident} action {Number} ({Kind} {Subject}): {State}: {Text}")]
    private static partial void LogAction(ILogger logger, Guid incident, int number, string kind, string subject, string state, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "incident {Incident} is closed")]
    public static partial void Closed(ILogger logger, Guid incident);
}
