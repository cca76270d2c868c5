using DevFlow.Cli.Scanning;

namespace DevFlow.Cli.Output;

internal sealed record ScanFindingOutput(
    string Rule, string What, bool Known, string Path, int Line, int Column, string? Commit, int Contents, string Fingerprint, string Remedy)
{
    public static ScanFindingOutput Of(ScanFinding finding) => new(
        finding.Match.Rule,
        finding.Match.What,
        finding.Match.IsKnown,
        finding.Path,
        finding.Match.Line,
        finding.Match.Column,
        finding.Commit?.ToString(),
        finding.Contents,
        finding.Match.Fingerprint,
        RemedyOf(finding));

    private static string RemedyOf(ScanFinding finding) =>
        $"replace {(finding.Match.IsKnown ? finding.Match.Rule : "it")} by a new one where it was issued, then take it out here; "
        + $"if it is no secret, write {DevFlow.Cli.Scanning.Fingerprint.Prefix}{finding.Match.Fingerprint} into {IgnoreFile.Name}";
}
