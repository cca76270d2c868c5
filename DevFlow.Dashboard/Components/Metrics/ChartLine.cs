namespace DevFlow.Dashboard.Components.Metrics;

/// <param name="Name">What tells it from the other lines.</param>
/// <param name="Values">One for each step of the timeline; null where nothing is known.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>Its place among all lines there are, drawn or not, which gives it its colour.</summary>
    public int Place { get; init; }

    /// <summary>The colours are those of services; when they are used up, lines are dashed.</summary>
    public string Colour => $"--colour: var(--service-{Place % 10})";

    public int Dash => Place / 10 % 3;

    public double? Last => Values.LastOrDefault(value => value is not null);
}
