using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Scanning;

namespace DevFlow.Cli.Commands;

internal static class ScanCommand
{
    public static Command Create()
    {
        var path = new Argument<string?>("PATH") { Description = "The file or folder to scan. Default: all of the repository.", Arity = ArgumentArity.ZeroOrOne };
        var history = new Option<bool>("--history") { Description = "Scan everything that was ever committed: every branch, tag, stash and reflog." };
        var staged = new Option<bool>("--staged") { Description = "Scan what the next commit would bring, as it is in the index." };
        var command = new Command(
            "scan", "Finds the values of secrets, and tokens of known forms, in files, in the index and in the history. Never prints them.")
        {
            path, history, staged,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(history) && result.GetValue(staged))
                result.AddError("--history and --staged are two scans");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var scope = parsed.GetValue(history) ? ScanScope.History : parsed.GetValue(staged) ? ScanScope.Staged : ScanScope.Tree;
            var target = ScanTarget.Of(parsed.GetValue(path));
            GitChild.IsRepositoryOfFolder = target.Path is not null;
            using var progress = new Progress("scanning");
            await using var workspace = parsed.Workspace(isAudited: false);
            var report = await Scan.RunAsync(target, scope, workspace, progress, cancellationToken);
            progress.Dispose();

            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(ScanOutput.Of(report, scope), context => context.ScanOutput);
            else
                Print(report, scope);
            if (scope is not ScanScope.Staged && target.Path is null)
                WarnOfUnused(report, scope);
            return report.Findings.Count > 0 ? ExitCodes.CheckFailed
                : report.Gaps.Any(gap => gap.IsFault) ? ExitCodes.Unavailable
                : ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(ScanReport report, ScanScope scope)
    {
        if (report.Findings.Count > 0)
        {
            string[] headings = scope is ScanScope.History ? ["FINDING", "PLACE", "COMMIT", "TIMES", "FINGERPRINT"] : ["FINDING", "PLACE", "FINGERPRINT"];
            Screen.Columns([
                [.. headings.Select(heading => new Piece(heading, Looks.Quiet))],
                .. report.Findings.Select(finding => CellsOf(finding, scope)),
            ]);
        }

        Screen.Line(
            report.Findings.Count == 0 ? new Piece("clean", Looks.Good) : new Piece(Words.Count(report.Findings.Count, "finding"), Looks.Bad),
            new Piece($" in {Words.Count(report.Contents, scope is ScanScope.History ? "content" : "file")}"),
            new Piece($", {Words.Count(report.KnownValues, "known value")}"),
            new Piece(report.Ignored == 0 ? "" : $", {report.Ignored} ignored"));
        if (report.KnownValues == 0)
            Talk.Warning("no value of a secret is known here: only tokens of known forms were searched for");
        foreach (var gap in report.Gaps)
            Talk.Warning($"not scanned: {gap.Path}: {gap.Reason}");
        if (report.Findings.Count == 0)
            return;
        Talk.Hint("replace each by a new one where it was issued, then take it out: what was committed once stays readable for all who have it");
        Talk.Hint($"what is no secret is ignored by a line {Fingerprint.Prefix}… in {IgnoreFile.Name}");
    }

    private static IReadOnlyList<Piece> CellsOf(ScanFinding finding, ScanScope scope)
    {
        var name = new Piece(finding.Match.Rule, finding.Match.IsKnown ? Looks.Bad : Looks.Doubtful);
        var place = new Piece(finding.Place, Looks.Strong);
        var fingerprint = new Piece(finding.Match.Fingerprint, Looks.Quiet);
        return scope is ScanScope.History
            ? [name, place, new(finding.Commit?.Short ?? "-"), new($"{finding.Contents}"), fingerprint]
            : [name, place, fingerprint];
    }

    // A part of the tree, or of the history, cannot tell.
    private static void WarnOfUnused(ScanReport report, ScanScope scope)
    {
        var where = scope is ScanScope.History ? "the history" : "the tree; only 'devflow scan --history' may still need it";
        foreach (var line in report.Ignore.Lines.Where(line => !line.IsUsed))
            Talk.Warning($"{IgnoreFile.Name}:{line.Number}: fits nothing in {where}");
    }
}
