using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Scanning;

namespace DevFlow.Cli.Compliance;

/// <summary>Measures what the engine cannot: the secrets in the history of the repository that the command stands in.</summary>
internal static class GitHistory
{
    public static async Task<MetricOutput> MeasureAsync(MetricOutput metric, ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = ScanTarget.Of(path: null);
        if (await FindAsync(target, cancellationToken) is null)
            return metric with { Result = "not measured: this folder is in no git repository" };
        using var progress = new Progress("scanning the history");
        await using var workspace = parsed.Workspace(isAudited: false);
        var report = await Scan.RunAsync(target, ScanScope.History, workspace, progress, cancellationToken);
        progress.Dispose();
        var result = $"{Words.Count(report.Findings.Count, "finding")} in {Words.Count(report.Contents, "content")}, {Words.Count(report.KnownValues, "known value")}";
        if (report.Findings.Count > 0)
            return metric with { Status = "missed", Value = report.Findings.Count, Result = $"{result}: 'devflow scan --history' says where" };
        // What was not looked at proves nothing.
        return report.Gaps is [var gap, ..]
            ? metric with { Status = "no-data", Result = $"{result}, but not all was scanned: {gap.Path}: {gap.Reason}" }
            : metric with { Status = "met", Value = 0, Result = result };
    }

    private static async Task<GitRepository?> FindAsync(ScanTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await GitRepository.FindAsync(target.Folder, cancellationToken);
        }
        catch (GitException)
        {
            return null;
        }
    }
}
