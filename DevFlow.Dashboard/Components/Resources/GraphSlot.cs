namespace DevFlow.Dashboard.Components.Resources;

/// <summary>A place in the graph that a node takes, or an edge on its way past.</summary>
/// <param name="Layer">Counts from top to bottom.</param>
/// <param name="Node">The node's name; null where an edge passes.</param>
internal sealed record GraphSlot(int Layer, string? Node)
{
    /// <summary>Its middle, from left to right, in units of a node's width with its gap.</summary>
    public double Position { get; set; }

    /// <summary>How much of a layer it takes; an edge needs little.</summary>
    public double Width => Node is null ? 0.25 : 1;

    // Each slot is itself: two edges that pass the same layer are equal otherwise.
    public bool Equals(GraphSlot? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
