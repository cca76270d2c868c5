namespace DevFlow.Dashboard.Components.Shared;

/// <summary>Times and durations as all pages write them.</summary>
internal static class Words
{
    /// <summary>Three digits and the unit that fits: 840 µs, 12.3 ms, 1.52 s, 2 m 5 s.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => $"{duration.TotalMicroseconds:0} µs",
        { TotalMilliseconds: < 10 } => $"{duration.TotalMilliseconds:0.00} ms",
        { TotalMilliseconds: < 100 } => $"{duration.TotalMilliseconds:0.0} ms",
        { TotalSeconds: < 1 } => $"{duration.TotalMilliseconds:0} ms",
        { TotalSeconds: < 10 } => $"{duration.TotalSeconds:0.00} s",
        { TotalMinutes: < 1 } => $"{duration.TotalSeconds:0.0} s",
        { TotalHours: < 1 } => $"{duration.Minutes} m {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} m",
    };

    /// <summary>The time of day on this machine, to the millisecond.</summary>
    public static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss.fff");

    /// <summary>Date and time on this machine, to the millisecond.</summary>
    public static string Full(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.fff");

    /// <summary>How long ago, roughly: just now, 42 s ago, 5 m ago.</summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now) => (now - time) switch
    {
        { TotalSeconds: < 2 } => "just now",
        { TotalMinutes: < 1 } ago => $"{ago.Seconds} s ago",
        { TotalHours: < 1 } ago => $"{ago.Minutes} m ago",
        { TotalDays: < 1 } ago => $"{(int)ago.TotalHours} h ago",
        var ago => $"{(int)ago.TotalDays} d ago",
    };

    public static string Number(long number) => number.ToString("#,0");
}
