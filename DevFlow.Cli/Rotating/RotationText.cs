using DevFlow.Cli.Output;

namespace DevFlow.Cli.Rotating;

/// <summary>Rotations in sentences and columns.</summary>
internal static class RotationText
{
    private static readonly string[] _headings = ["KEY", "ROTATOR", "EVERY", "LAST", "NEXT", "STATE"];

    public static void Plans(IReadOnlyList<RotationPlanOutput> plans)
    {
        if (plans.Count == 0)
        {
            Screen.Line(new Piece("nothing of config/secrets.yaml is rotated", Looks.Quiet));
            return;
        }

        Screen.Columns([[.. _headings.Select(heading => new Piece(heading, Looks.Quiet))], .. plans.Select(CellsOf)]);
    }

    public static void Step(string secret, RotationStepOutput step) => Screen.Line(
        new Piece($"{secret}  ", Looks.Strong), new Piece($"{step.Step,-9}  "), step.Problem is { } problem ? new Piece(Words.Plain(problem), Looks.Bad) : new Piece("done", Looks.Good));

    /// <summary>How a run ended, or where it stands.</summary>
    public static void End(RotationRunOutput run) => Screen.Line(new Piece($"{run.Secret}  ", Looks.Strong), run.State switch
    {
        "overlap" => new Piece($"rotated; the value before is accepted until {AuditEntryOutput.TimeOf(run.NotBefore!.Value)}", Looks.Good),
        "finished" => new Piece("rotated; the value before is accepted no more", Looks.Good),
        "rolled-back" => new Piece("rolled back; the value before is in force", Looks.Bad),
        "failed" => new Piece("failed; nothing was touched", Looks.Bad),
        "needs-person" => new Piece("a person must act, and put the new value in its place; nothing is tried until then", Looks.Bad),
        _ when run.NotBefore is { } until => new Piece($"{run.State}; {run.Step} is tried again at {AuditEntryOutput.TimeOf(until)}", Looks.Doubtful),
        _ => new Piece($"begun (run {run.Id})"),
    });

    public static void Preview(RotationPreviewOutput preview) => Screen.Line(new Piece($"{preview.Secret}  ", Looks.Strong), preview.Problem is { } problem
        ? new Piece($"would fail: {Words.Plain(problem)}", Looks.Bad)
        : new Piece($"would be replaced by {preview.Rotator} in {preview.Destination}; the value before would be accepted for {preview.Overlap}{(preview.IsProven ? "" : " (not proven: only a run can)")}"));

    private static IReadOnlyList<Piece> CellsOf(RotationPlanOutput plan) =>
    [
        new(Words.Plain(plan.Secret), Looks.Strong),
        new(plan.Rotator ?? "-"),
        new(plan.Every is null ? "-" : plan.Window is null ? plan.Every : $"{plan.Every} ({plan.Window})"),
        new(plan.LastAt is { } last ? AuditEntryOutput.TimeOf(last) : "-", Looks.Quiet),
        new(plan.NextAt is { } next ? AuditEntryOutput.TimeOf(next) : "-", Looks.Quiet),
        new(plan.Failures > 0 ? $"{plan.State}, failed {Words.Count(plan.Failures, "time")}: {Words.Plain(plan.Problem ?? "")}" : plan.State, plan switch
        {
            { Failures: > 0 } or { State: "needs-person" } => Looks.Bad,
            { State: "due" or "rolling-back" } => Looks.Doubtful,
            { State: "by-hand" or "on-demand" } => Looks.Quiet,
            _ => Looks.Good,
        }),
    ];
}
