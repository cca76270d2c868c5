namespace DevFlow.Dashboard.Components.Resources;

/// <summary>That one resource needs another.</summary>
/// <param name="From">Who needs.</param>
/// <param name="To">Who is needed.</param>
internal sealed record GraphEdge(string From, string To);
