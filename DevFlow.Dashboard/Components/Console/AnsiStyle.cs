namespace DevFlow.Dashboard.Components.Console;

/// <summary>How a run of text looks; null for a colour is the page's own.</summary>
internal sealed record AnsiStyle
{
    public static readonly AnsiStyle Plain = new();

    public AnsiColor? Foreground { get; init; }

    public AnsiColor? Background { get; init; }

    public bool IsBold { get; init; }

    public bool IsDim { get; init; }

    public bool IsItalic { get; init; }

    public bool IsUnderlined { get; init; }

    public bool IsStruck { get; init; }

    public bool IsInverse { get; init; }
}
