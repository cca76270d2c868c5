namespace DevFlow.Hosting.Dashboard;

/// <summary>One health check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">Healthy, Degraded, Unhealthy; null before it first ran.</param>
/// <param name="Text">What it said.</param>
internal sealed record HealthView(string Name, string? Status, string? Text);
