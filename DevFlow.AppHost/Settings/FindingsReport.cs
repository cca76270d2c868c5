using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Prints what a check found: warnings and errors, each with its place and remedy.</summary>
internal static class FindingsReport
{
    /// <returns>Whether the start may go on.</returns>
    public static bool Print(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => finding.Severity != FindingSeverity.Info))
        {
            var writer = finding.Severity == FindingSeverity.Error ? Console.Error : Console.Out;
            writer.WriteLine($"{finding.Severity.ToString().ToLowerInvariant()}: {finding.Where}: {finding.Message}");
            if (finding.Remedy is { } remedy)
                writer.WriteLine($"         {remedy}");
        }

        var errors = findings.Count(finding => finding.Severity == FindingSeverity.Error);
        if (errors > 0)
            Console.Error.WriteLine($"Nothing was started: {errors} {(errors == 1 ? "error" : "errors")} above.");
        return errors == 0;
    }
}
