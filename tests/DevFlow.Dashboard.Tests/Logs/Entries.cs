using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Signals;

/// <summary>Log entries as tests need them.</summary>
internal static class Entries
{
    public static LogEntry Make(string message, string service = "workflow-engine", Severity severity = Severity.Information, double at = 0, TraceId? trace = null, ulong span = 0,
        string category = "DevFlow.WorkflowEngine.Secrets", IReadOnlyList<Field>? fields = null) => new()
        {
            Sender = Spans.SenderOf(service),
            Time = Spans.Zero.AddMilliseconds(at),
            Severity = severity,
            Message = message,
            Scope = category,
            TraceId = trace,
            SpanId = new(span),
            Fields = fields ?? [],
        };

    /// <summary>What the services log for <see cref="Spans.Request"/>.</summary>
    public static IReadOnlyList<LogEntry> OfRequest() =>
    [
        Make("Now listening on http://localhost:8181", category: "Microsoft.Hosting.Lifetime", at: -5000),
        Make("GET /api/v1/secrets", "local-ui", at: 0.5, trace: Spans.Trace, span: 1, category: "local-ui.http", fields: [new("http.request.method", "GET")]),
        Make("Listing secrets of user anna", at: 5, trace: Spans.Trace, span: 3, fields: [new("UserName", "anna"), new("{OriginalFormat}", "Listing secrets of user {UserName}")]),
        Make("Cache entry AOSENTRY_API_KEY has expired", severity: Severity.Debug, at: 6.2, trace: Spans.Trace, span: 4, category: "DevFlow.Secrets.Caching", fields: [new("Key", "AOSENTRY_API_KEY")]),
        Make("DATABASE_URL is served 12 s old: its source is away", severity: Severity.Warning, at: 19.5, trace: Spans.Trace, span: 7, category: "DevFlow.Secrets.Resolving"),
        Make("The list of secrets could not be read\nThe database did not answer in time.", severity: Severity.Error, at: 41, trace: Spans.Trace, span: 8, fields:
        [
            new("exception.type", "Npgsql.PostgresException"), new("exception.message", "57014: canceling statement due to statement timeout"),
            new("exception.stacktrace", "Npgsql.PostgresException (0x80004005): 57014: canceling statement due to statement timeout\n   at Npgsql.Internal.NpgsqlConnector.ReadMessage(Boolean async)\n   at DevFlow.WorkflowEngine.Secrets.SecretStore.ListAsync(String user)"),
            new("UserName", "anna"),
        ]),
        Make("Heartbeat", "knowledge-hub", Severity.Trace, at: 60, category: "DevFlow.KnowledgeHub.Health"),
        Make("The index is lost and cannot be rebuilt", "knowledge-hub", Severity.Critical, at: 80, category: "DevFlow.KnowledgeHub.Indexing"),
    ];
}
