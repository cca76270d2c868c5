using System.Globalization;
using System.Text;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>An incident for people, in Markdown (CommonMark with tables).</summary>
internal static class IncidentReport
{
    public static string Of(IncidentRecord record)
    {
        var incident = record.Incident;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Incident {incident.Id}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Breach of {incident.Scope} **{Plain(NameOf(record, incident.Subject))}**, declared {Time(incident.DeclaredAt)} by {Plain(NameOf(record, incident.DeclaredBy))}: {Plain(incident.Reason)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- State: {(incident.ClosedAt is { } closed ? $"closed {Time(closed)}, after {Span(closed - incident.DeclaredAt)}" : $"open, {incident.Open} to be done, {incident.ForPeople} of that by people")}\n");
        if (Contained(record) is { } contained)
            text.Append(CultureInfo.InvariantCulture, $"- Contained: the engine's part of it was done {Time(contained)}, after {Span(contained - incident.DeclaredAt)}\n");
        if (record.Actions.Where(action => action.State is IncidentActionStates.Person).ToList() is { Count: > 0 } people)
        {
            text.Append("\n## To be done by people\n\n");
            foreach (var action in people)
                text.Append(CultureInfo.InvariantCulture, $"- [ ] {action.Number}: {action.Kind} {Plain(NameOf(record, action.Subject))}: {Plain(action.Problem ?? action.Detail)}\n");
        }

        text.Append("\n## Actions\n\n| # | action | on | state | by | result |\n|---|---|---|---|---|---|\n");
        foreach (var action in record.Actions)
            text.Append(CultureInfo.InvariantCulture, $"| {action.Number} | {action.Kind} | {Plain(NameOf(record, action.Subject))} | {action.State} | {Plain(action.EndedBy is { } by ? NameOf(record, by) : "")} | {Plain(action.Result ?? action.Problem ?? action.Detail)} |\n");
        text.Append("\n## Timeline\n\n| time | who | # | what |\n|---|---|---|---|\n");
        foreach (var one in record.Timeline)
            text.Append(CultureInfo.InvariantCulture, $"| {Time(one.At)} | {Plain(NameOf(record, one.Actor))} | {one.Action} | {Plain(one.What)} |\n");
        return text.ToString();
    }

    private static DateTimeOffset? Contained(IncidentRecord record)
    {
        var engines = record.Actions.Where(action => action.Phase < IncidentPhases.Tell && action.BegunAt is not null && !IncidentActionKinds.IsNotice(action.Kind) && action.State is not IncidentActionStates.Person).ToList();
        return engines.Count > 0 && engines.TrueForAll(action => !action.IsOpen) && record.Actions.All(action => action.State is not IncidentActionStates.Planned || action.Phase is IncidentPhases.Tell)
            ? engines.Max(action => action.EndedAt)
            : null;
    }

    // Who was erased has an id and no name.
    private static string NameOf(IncidentRecord record, string principal) => record.Names.TryGetValue(principal, out var name) ? $"{name} ({principal})" : principal;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min");

    private static string Plain(string text) => MarkdownText.Plain(text);
}
