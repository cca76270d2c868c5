using DevFlow.Cli.Moving;

namespace DevFlow.Cli.Output;

/// <param name="Ok">Whether every key is where it was wanted, or would be.</param>
/// <param name="From">The store or the file.</param>
/// <param name="To">The store.</param>
/// <param name="DryRun">Whether nothing was done.</param>
/// <param name="Moved">How many keys were written and read back.</param>
/// <param name="Keys">Each key.</param>
/// <param name="Findings">What is wrong with the file that was to be imported; then nothing was.</param>
internal sealed record MoveOutput(
    bool Ok, string From, string To, bool DryRun, int Moved, IReadOnlyList<MoveStepOutput> Keys, IReadOnlyList<FindingOutput> Findings)
{
    public static MoveOutput Of(string from, string to, bool dryRun, IReadOnlyList<MoveStep> plan) => new(
        MoveCodes.Of(plan) == ExitCodes.Fine, from, to, dryRun, plan.Count(step => step.Result is MoveResult.Moved),
        [.. plan.Select(MoveStepOutput.Of)], []);
}
