using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What one health check said last.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Status">What it said; null before its first run.</param>
/// <param name="Description">In words.</param>
/// <param name="ExceptionText">The exception that it ended with, if it did.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);
