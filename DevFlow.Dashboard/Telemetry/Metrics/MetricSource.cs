namespace DevFlow.Dashboard.Telemetry;

/// <summary>A process that measures.</summary>
internal sealed class MetricSource(Sender sender, long number)
{
    /// <summary>Points of one export differ by the microseconds that collecting them took.</summary>
    private static readonly TimeSpan _export = TimeSpan.FromMilliseconds(100);

    public Sender Sender { get; } = sender;

    /// <summary>In the order of arrival, when it was heard of first, and last.</summary>
    public long FirstNumber { get; } = number;

    public long LastNumber { get; private set; } = number;

    public DateTimeOffset Last { get; private set; }

    /// <summary>The time of the export before the present one; null in the first.</summary>
    public DateTimeOffset? PreviousExport { get; private set; }

    /// <summary>How many of its series are kept.</summary>
    public int Series { get; set; }

    public void Heard(long number, DateTimeOffset time)
    {
        LastNumber = number;
        if (time <= Last)
            return;
        if (time - Last > _export && Last != default)
            PreviousExport = Last;
        Last = time;
    }
}
