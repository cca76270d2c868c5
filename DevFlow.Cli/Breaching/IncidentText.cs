using DevFlow.Cli.Output;

namespace DevFlow.Cli.Breaching;

/// <summary>Incidents in columns and sentences.</summary>
internal static class IncidentText
{
    private static readonly string[] _headings = ["ID", "DECLARED", "SCOPE", "SUBJECT", "STATE"];

    private static readonly string[] _planHeadings = ["ACTION", "ON", "BY", "DETAIL"];

    public static void Incidents(IReadOnlyList<IncidentOutput> incidents)
    {
        if (incidents.Count == 0)
            Screen.Line(new Piece("no incidents", Looks.Quiet));
        else
            Screen.Columns([[.. _headings.Select(heading => new Piece(heading, Looks.Quiet))], .. incidents.Select(CellsOf)]);
    }

    public static void Plan(IncidentPlanOutput plan)
    {
        var rows = plan.Actions.Select(action => (IReadOnlyList<Piece>)
        [
            new(action.Kind, Looks.Strong), new(Words.Plain(action.Subject)), action.IsForPerson ? new("people", Looks.Doubtful) : new("engine", Looks.Good), new(Words.Plain(action.Detail), Looks.Quiet),
        ]);
        Screen.Columns([[.. _planHeadings.Select(heading => new Piece(heading, Looks.Quiet))], .. rows]);
    }

    public static void Event(IncidentEventOutput one) => Screen.Line(
        new Piece($"{AuditEntryOutput.TimeOf(one.At)}  ", Looks.Quiet), new Piece(one.Action is { } number ? $"{number,3}  " : "     ", Looks.Strong), new Piece(Words.Plain(one.What)));

    /// <summary>What is left to be done by people, and how it is said to be done.</summary>
    public static void End(IncidentRecordOutput record)
    {
        var incident = record.Incident;
        foreach (var action in record.Actions.Where(action => action.State is "person"))
        {
            Screen.Line(
                new Piece($"{action.Number,3}  ", Looks.Strong), new Piece($"{action.Kind} {Words.Plain(action.Subject)}: ", Looks.Doubtful), new Piece(Words.Plain(action.Problem ?? action.Detail)));
        }

        Screen.Line(incident switch
        {
            { ClosedAt: not null } => new Piece($"incident {incident.Id} is closed", Looks.Good),
            { ForPeople: > 0 } => new Piece($"left to people: {incident.ForPeople}; say what was done with `devflow breach done {incident.Id} NUMBER --note TEXT`", Looks.Doubtful),
            _ => new Piece($"incident {incident.Id} is under way: `devflow breach report {incident.Id}`"),
        });
    }

    private static IReadOnlyList<Piece> CellsOf(IncidentOutput incident) =>
    [
        new($"{incident.Id}", Looks.Strong),
        new(AuditEntryOutput.TimeOf(incident.DeclaredAt), Looks.Quiet),
        new(incident.Scope),
        new(Words.Plain(incident.Subject)),
        incident.ClosedAt is { } closed ? new($"closed {AuditEntryOutput.TimeOf(closed)}", Looks.Good) : new($"open: {incident.Open}, for people: {incident.ForPeople}", Looks.Doubtful),
    ];
}
