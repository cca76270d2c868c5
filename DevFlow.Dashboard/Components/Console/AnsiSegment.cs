namespace DevFlow.Dashboard.Components.Console;

/// <summary>A run of text of one style, without any escape sequence.</summary>
internal sealed record AnsiSegment(string Text, AnsiStyle Style);
