using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Local;

/// <summary>What the health checks of a resource say, for a person.</summary>
internal static class HealthText
{
    public static string Of(IEnumerable<HealthReportSnapshot> reports)
    {
        var ill = reports.Where(report => report.Status != HealthStatus.Healthy).Select(Of).ToList();
        return ill.Count == 0 ? "healthy" : string.Join(", ", ill);
    }

    private static string Of(HealthReportSnapshot report) => report.Status is null
        ? $"check '{report.Name}' has not run yet"
        : $"check '{report.Name}' fails: {report.Description ?? report.ExceptionText ?? "it does not say why"}";
}
