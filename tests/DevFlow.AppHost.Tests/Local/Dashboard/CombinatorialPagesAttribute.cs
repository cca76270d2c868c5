using System.Reflection;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

namespace DevFlow.AppHost.Tests;

/// <summary>Each page in light and in dark: its name, its path, and a text that is on it once the platform has spoken.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialPagesAttribute : DataAttribute
{
    private static readonly (string Name, string Path, string Text)[] _pages =
    [
        ("resources", "/", "workflow-engine"),
        ("graph", "/?view=graph", "workflow-engine"),
        ("resource", "/?resource=workflow-engine", "Health checks"),
        ("console", "/console/workflow-engine", "Now listening on"),
        ("logs", "/logs?text=Now%20listening", "Now listening on"),
        ("traces", "/traces", "GET /api/v1/secrets"),
        ("metrics", "/metrics?service=workflow-engine&meter=Microsoft.AspNetCore.Hosting&instrument=http.server.request.duration", "Duration of HTTP server requests"),
        ("secrets", "/secrets", "AOSENTRY_API_KEY"),
        ("secret", "/secrets/DATABASE_URL", "Read by"),
    ];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
        [.. _pages.SelectMany(page => new[] { ColorScheme.Light, ColorScheme.Dark }.Select(scheme => new TheoryDataRow(page.Name, page.Path, page.Text, scheme)))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
