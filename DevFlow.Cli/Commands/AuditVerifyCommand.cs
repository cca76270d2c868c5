using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class AuditVerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Follows every chain; names each broken record, cut end and missing file. Exit code 1 when there is one.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace(isAudited: false);
            var folder = AuditCommand.FolderOf(parsed, workspace);
            var key = await AuditKeyLookup.FindAsync(workspace, cancellationToken);
            using var progress = new Progress("verifying");
            var report = await AuditVerifier.VerifyAsync(folder, key.Value, cancellationToken, progress);
            progress.Dispose();

            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(AuditVerifyOutput.Of(report, key), context => context.AuditVerifyOutput);
            else
                Print(report, key);
            return report.IsIntact ? ExitCodes.Fine : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Print(AuditReport report, AuditKeyLookup key)
    {
        if (report.Files.Count == 0 && report.Findings.Count == 0)
        {
            Screen.Line(new Piece($"there is no audit in {report.Folder}", Looks.Doubtful));
            return;
        }

        string[] headings = ["FILE", "RECORDS", "ACCESSES", "FROM", "TO", "STATE"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. report.Files.Select(file => CellsOf(file, report))]);
        foreach (var finding in report.Findings)
        {
            Screen.Line(
                new Piece($"{finding.Severity.ToString().ToLowerInvariant(),-8}", Looks.Of(finding.Severity)),
                new Piece(finding.Where, Looks.Strong),
                new Piece($" {finding.Message}"));
            Screen.Line(new Piece($"        {finding.Remedy}", Looks.Quiet));
        }

        if (key.Problem is { } problem)
            Screen.Line(new Piece($"without a key: {problem}", Looks.Doubtful));
        var broken = report.Findings.Count(finding => finding.Severity is FindingSeverity.Error);
        Screen.Line(
            Verdict(report),
            new Piece($": {Words.Count(report.Files.Count, "file")}, records: {report.Records}, accesses: {report.Accesses}, {Words.Count(broken, "error")}"));
    }

    private static Piece Verdict(AuditReport report) =>
        report.Findings.Any(IsBreak) ? new("broken", Looks.Bad)
        : !report.IsIntact ? new("sealed with another key", Looks.Bad)
        : report.Files.All(file => file.Proof is AuditProof.Keyed) ? new("intact", Looks.Good)
        : new("nothing is broken, but not all is proven", Looks.Doubtful);

    private static IReadOnlyList<Piece> CellsOf(AuditFileReport file, AuditReport report) =>
    [
        new(file.File, Looks.Strong),
        new($"{file.Records}"),
        new($"{file.Accesses}"),
        new(TimeOf(file.From)),
        new(TimeOf(file.To)),
        file switch
        {
            { IsIntact: false } when report.Findings.Any(finding => IsBreak(finding) && finding.Where.Split(':')[0] == file.File) => new("broken", Looks.Bad),
            { IsIntact: false } => new("another key", Looks.Bad),
            { Proof: AuditProof.Keyed } => new("intact", Looks.Good),
            { Proof: AuditProof.Unkeyed } => new("in order, unkeyed", Looks.Doubtful),
            _ => new("in order, not proven", Looks.Doubtful),
        },
    ];

    private static bool IsBreak(Finding finding) =>
        finding.Severity is FindingSeverity.Error && finding.Rule != AuditVerifier.WrongKeyRule;

    private static string TimeOf(DateTimeOffset? time) => time is { } known ? AuditEntryOutput.TimeOf(known) : "-";
}
