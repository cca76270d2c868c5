namespace DevFlow.Dashboard.Components.Resources;

/// <summary>How an edge runs.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Slots">Every slot that it passes from its first to its last, one in each layer, so that it crosses no node between.</param>
internal sealed record GraphRoute(GraphEdge Edge, IReadOnlyList<GraphSlot> Slots);
