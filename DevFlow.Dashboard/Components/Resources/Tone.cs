namespace DevFlow.Dashboard.Components.Resources;

/// <summary>How something is to be taken; the colour that goes with it is the style sheet's.</summary>
public enum Tone
{
    Neutral,
    Busy,
    Good,
    Warning,
    Bad,
}
