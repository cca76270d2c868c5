namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>The equal steps that a window of time is drawn in. They begin at multiples of their length, so that they stay as the window moves on.</summary>
public sealed class Timeline
{
    private Timeline(DateTimeOffset start, TimeSpan step, int count)
    {
        Start = start;
        Step = step;
        Count = count;
    }

    public DateTimeOffset Start { get; }

    public TimeSpan Step { get; }

    public int Count { get; }

    public DateTimeOffset End => Start + (Step * Count);

    /// <summary>The window that ends now, the step under way included.</summary>
    public static Timeline Of(TimeSpan window, DateTimeOffset now)
    {
        var step = TimeSpan.FromSeconds(window.TotalMinutes switch { <= 1 => 1, <= 5 => 2, <= 15 => 5, _ => 10 });
        var count = (int)(window / step);
        var end = new DateTimeOffset(((now.UtcTicks / step.Ticks) + 1) * step.Ticks, TimeSpan.Zero);
        return new(end - (step * count), step, count);
    }

    public DateTimeOffset EndOf(int step) => Start + (Step * (step + 1));
}
