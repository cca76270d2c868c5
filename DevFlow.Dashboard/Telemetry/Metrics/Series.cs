namespace DevFlow.Dashboard.Telemetry;

/// <summary>What an instrument measured in one process for one set of attributes, at one moment.</summary>
/// <param name="Sender">The process.</param>
/// <param name="Fields">The attributes, in order of name.</param>
/// <param name="Points">The points that are kept, oldest first; never empty. Of a run of equal ones only the first and the last are.</param>
/// <param name="IsLive">Whether more points are to be expected: it was heard of lately, and its service has not started anew since.</param>
public sealed record Series(Sender Sender, IReadOnlyList<Field> Fields, IReadOnlyList<Point> Points, bool IsLive)
{
    public Point Last => Points[^1];
}
