using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>The exit code of a plan, carried out or only shown.</summary>
internal static class MoveCodes
{
    /// <summary>What stands in the way, worst first. A key that the target keeps another value of is not where it was wanted either.</summary>
    public static int Of(IReadOnlyList<MoveStep> plan)
    {
        var problems = plan.Where(step => step.Action is not MoveAction.LeaveOut).Select(step => step.Problem?.Outcome).OfType<SourceOutcome>().ToList();
        return problems.Count > 0 ? problems.Max(Of)
            : plan.Any(step => step.Action is MoveAction.Keep || step.Result is MoveResult.NotTried) ? ExitCodes.CheckFailed
            : ExitCodes.Fine;
    }

    public static int Of(SourceOutcome outcome) => outcome switch
    {
        SourceOutcome.Denied => ExitCodes.Denied,
        SourceOutcome.Unavailable => ExitCodes.Unavailable,
        SourceOutcome.NotFound => ExitCodes.NotFound,
        _ => ExitCodes.CheckFailed,
    };
}
