using DevFlow.Cli.Scanning;

namespace DevFlow.Cli.Output;

/// <param name="Ok">Whether nothing was found, and everything could be looked at.</param>
/// <param name="Scope">What was looked through: tree, staged or history.</param>
/// <param name="Contents">How many files, or contents of the history, that were.</param>
/// <param name="KnownValues">How many values of secrets were searched for, beside tokens of known forms.</param>
/// <param name="Ignored">How many findings .devflowignore let pass.</param>
/// <param name="Findings">What was found.</param>
/// <param name="NotScanned">What was not looked at.</param>
internal sealed record ScanOutput(
    bool Ok, string Scope, int Contents, int KnownValues, int Ignored, IReadOnlyList<ScanFindingOutput> Findings, IReadOnlyList<ScanGapOutput> NotScanned)
{
    public static ScanOutput Of(ScanReport report, ScanScope scope) => new(
        report.Findings.Count == 0 && !report.Gaps.Any(gap => gap.IsFault),
        scope.ToString().ToLowerInvariant(),
        report.Contents,
        report.KnownValues,
        report.Ignored,
        [.. report.Findings.Select(ScanFindingOutput.Of)],
        [.. report.Gaps.Select(gap => new ScanGapOutput(gap.Path, gap.Reason))]);
}
