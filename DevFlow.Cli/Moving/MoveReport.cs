using DevFlow.Cli.Output;

namespace DevFlow.Cli.Moving;

/// <summary>Shows a plan and what became of it.</summary>
internal static class MoveReport
{
    /// <summary>What is about to happen, on stdout.</summary>
    public static void PrintPlan(IReadOnlyList<MoveStep> plan)
    {
        if (plan.Count == 0)
            return;
        string[] headings = ["KEY", "FROM", "TO", "PLAN"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. plan.Select(step => RowOf(step, PlanOf(step)))]);
    }

    /// <summary>What has become of it, on stdout.</summary>
    /// <param name="plan">The steps.</param>
    /// <param name="done">What is done, such as moved.</param>
    public static void PrintResult(IReadOnlyList<MoveStep> plan, string done)
    {
        string[] headings = ["KEY", "FROM", "TO", "RESULT"];
        if (plan.Count > 0)
            Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. plan.Select(step => RowOf(step, ResultOf(step, done)))]);
    }

    /// <summary>One line that counts, on stdout.</summary>
    public static void PrintCounts(IReadOnlyList<MoveStep> plan, string done)
    {
        (int Count, string What)[] counts =
        [
            (plan.Count(step => step.Result is MoveResult.Moved), done),
            (plan.Count(step => step.Action is MoveAction.Equal), "already there"),
            (plan.Count(step => step.Action is MoveAction.Keep), "kept (it has another value there)"),
            (plan.Count(step => step.Action is MoveAction.LeaveOut), "left out"),
            (plan.Count(step => step.Action is MoveAction.Cannot), "not possible"),
            (plan.Count(step => step.Result is MoveResult.Failed), "failed"),
            (plan.Count(step => step.Result is MoveResult.NotTried), "not tried"),
            (plan.Count(step => step.IsRemoved), "removed from the source"),
        ];
        var said = string.Join(", ", counts.Where((count, index) => index == 0 || count.Count > 0).Select(count => $"{count.Count} {count.What}"));
        Screen.Line(new Piece(said, MoveCodes.Of(plan) == ExitCodes.Fine ? Looks.Good : Looks.Bad));
    }

    /// <summary>What went wrong, on stderr, each thing once with its remedy.</summary>
    public static void SayProblems(IReadOnlyList<MoveStep> plan)
    {
        foreach (var same in plan.Where(step => step is { Problem: not null, Action: not MoveAction.LeaveOut }).GroupBy(step => (step.Problem!.Detail, step.Problem.Remedy)))
        {
            Talk.Error($"{string.Join(", ", same.Select(step => step.Key))}: {same.Key.Detail}");
            if (same.Key.Remedy is { } remedy)
                Talk.Hint(remedy);
        }

        if (plan.Any(step => step.Action is MoveAction.Keep))
            Talk.Hint("--overwrite replaces the values that differ");
        if (plan.Any(step => step.Result is MoveResult.NotTried))
            Talk.Hint("run it again: it goes on where it stopped");
    }

    private static IReadOnlyList<Piece> RowOf(MoveStep step, Piece verdict) =>
        [new(step.Key, Looks.Strong), new(step.From), new(step.To ?? "-", Looks.Quiet), verdict];

    private static Piece PlanOf(MoveStep step) => step.Action switch
    {
        MoveAction.Create => new("create", Looks.Good),
        MoveAction.Replace => new("replace the other value", Looks.Doubtful),
        MoveAction.Equal => new("already there", Looks.Quiet),
        MoveAction.Keep => new("keep: it has another value", Looks.Doubtful),
        MoveAction.LeaveOut => new($"leave out: {step.Problem!.Detail}", Looks.Quiet),
        _ => new($"cannot: {step.Problem!.Detail}", Looks.Bad),
    };

    private static Piece ResultOf(MoveStep step, string done) => step switch
    {
        { IsRemoved: true, Result: MoveResult.Moved } => new($"{done}, removed from the source", Looks.Good),
        { IsRemoved: true } => new("already there, removed from the source", Looks.Good),
        { Result: MoveResult.Moved } => new(done, Looks.Good),
        { Result: MoveResult.Failed } => new("failed", Looks.Bad),
        { Result: MoveResult.NotTried } => new("not tried", Looks.Bad),
        { Action: MoveAction.Keep } => new("kept: it has another value", Looks.Doubtful),
        { Action: MoveAction.LeaveOut } => new($"left out: {step.Problem!.Detail}", Looks.Quiet),
        _ => PlanOf(step),
    };
}
