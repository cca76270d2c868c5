using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Console;

/// <summary>A line as it is shown.</summary>
internal sealed record ConsoleRow(ConsoleLine Line, IReadOnlyList<AnsiSegment> Segments)
{
    /// <summary>Its text, as it is searched.</summary>
    public string Text { get; } = Segments.Count == 1 ? Segments[0].Text : string.Concat(Segments.Select(segment => segment.Text));
}
