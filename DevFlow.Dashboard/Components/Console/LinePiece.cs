namespace DevFlow.Dashboard.Components.Console;

/// <summary>A part of a line that looks one way and leads to one place.</summary>
/// <param name="Text">The text.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Url">Where it leads; null for nowhere.</param>
/// <param name="IsMatch">Whether it is what was searched for.</param>
internal sealed record LinePiece(string Text, AnsiStyle Style, string? Url, bool IsMatch);
