using DevFlow.Cli.Commands;
using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record AuditVerifyOutput(
    bool Ok,
    string Folder,
    string? KeyProblem,
    long Records,
    long Accesses,
    IReadOnlyList<AuditFileOutput> Files,
    IReadOnlyList<FindingOutput> Findings)
{
    public static AuditVerifyOutput Of(AuditReport report, AuditKeyLookup key) => new(
        report.IsIntact,
        report.Folder,
        key.Problem,
        report.Records,
        report.Accesses,
        [.. report.Files.Select(AuditFileOutput.Of)],
        [.. report.Findings.Select(FindingOutput.Of)]);
}
