using Spectre.Console;

namespace DevFlow.Hosting.Local;

/// <summary>Draws the progress of a start.</summary>
internal static class StartupTable
{
    public static Table Draw(IEnumerable<ResourceProgress> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Resource", "Kind", "State");
        table.AddColumn(new TableColumn("After").RightAligned());
        table.AddColumn("Where, or why not");
        foreach (var row in rows)
        {
            table.AddRow(
                new Markup(Markup.Escape(row.Name), new(decoration: Decoration.Bold)),
                new Markup(row.Kind, new(Color.Grey)),
                new Markup(Word(row.Phase), new(Colour(row.Phase))),
                new Text(row.IsSettled ? Seconds(row.After) : ""),
                new Text(row.Detail));
        }

        return table;
    }

    public static string Line(ResourceProgress row) => $"  {row.Name,-18} {Word(row.Phase),-11} {Seconds(row.After),7}  {row.Detail}".TrimEnd();

    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.0} s";

    public static string Word(ResourcePhase phase) => phase switch
    {
        ResourcePhase.Ready => "healthy",
        ResourcePhase.NotStarted => "not started",
        ResourcePhase.Overdue => "unhealthy",
        _ => phase.ToString().ToLowerInvariant(),
    };

    private static Color Colour(ResourcePhase phase) => phase switch
    {
        ResourcePhase.Ready => Color.Green,
        ResourcePhase.Failed => Color.Red,
        ResourcePhase.Skipped or ResourcePhase.Unhealthy or ResourcePhase.Overdue => Color.Yellow,
        _ => Color.Grey,
    };
}
