namespace DevFlow.Dashboard.Telemetry;

/// <summary>A part of what a query finds.</summary>
/// <param name="Items">The part.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, int Total);
