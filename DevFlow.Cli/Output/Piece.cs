using Spectre.Console;

namespace DevFlow.Cli.Output;

/// <summary>A part of a line and how it looks.</summary>
internal readonly record struct Piece(string Text, Style? Style = null);
