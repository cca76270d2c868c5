using DevFlow.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.ServiceDefaults;

/// <summary>Answers a probe with the status of every check and, where one is not healthy, the reason.</summary>
internal static class HealthReportWriter
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var scrubber = context.RequestServices.GetService<SecretScrubber>();
        return context.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.Select(entry => new
            {
                name = entry.Key,
                status = entry.Value.Status.ToString(),
                description = Describe(entry.Value) is { } text && scrubber is not null ? scrubber.Scrub(text) : Describe(entry.Value),
            }),
        });
    }

    // An exception's text may quote what it failed on; a check that has something to say says it in its description.
    private static string? Describe(HealthReportEntry entry) =>
        entry.Exception is { } fault ? $"the check failed with {fault.GetType().Name}" : entry.Description;
}
