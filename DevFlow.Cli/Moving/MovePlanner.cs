using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>Compares what is to be moved with what the target has.</summary>
internal static class MovePlanner
{
    public static async Task<List<MoveStep>> PlanAsync(
        IReadOnlyList<MoveCandidate> candidates, ISecretStore target, bool overwrite, bool mayBeExample, CancellationToken cancellationToken)
    {
        List<string> writable = [.. candidates.Where(one => Refusal(one, target, mayBeExample) is null).Select(one => one.Key)];
        var there = await target.ReadAsync(writable, cancellationToken);
        ThrowIfAway(there);
        return [.. candidates.Select(one => StepOf(one, target, there.GetValueOrDefault(one.Key), overwrite, mayBeExample))];
    }

    /// <summary>One error for a store that is not to be had at all, in place of one for each key.</summary>
    public static void ThrowIfAway(IReadOnlyDictionary<string, SourceAnswer> answers)
    {
        var different = answers.Values.DistinctBy(answer => (answer.Outcome, answer.Detail)).ToList();
        if (different is [{ Outcome: SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.NotConfigured } away])
            throw new SecretStoreException(away.Outcome, away.Detail, away.Remedy);
    }

    private static MoveStep StepOf(MoveCandidate candidate, ISecretStore target, SourceAnswer? there, bool overwrite, bool mayBeExample)
    {
        if (Refusal(candidate, target, mayBeExample) is var (action, why))
            return new(candidate, target.PlaceOf(candidate.Key)) { Action = action, Problem = why };
        return new(candidate, target.PlaceOf(candidate.Key))
        {
            Action = there!.Outcome switch
            {
                SourceOutcome.NotFound => MoveAction.Create,
                // What .env.example put there is nobody's value.
                SourceOutcome.Found when there.Value!.IsPlaceholder => MoveAction.Create,
                SourceOutcome.Found when there.Value!.Reveal() == candidate.Value!.Reveal() => MoveAction.Equal,
                SourceOutcome.Found => overwrite ? MoveAction.Replace : MoveAction.Keep,
                _ => MoveAction.Cannot,
            },
            Problem = there.Outcome is SourceOutcome.Found or SourceOutcome.NotFound ? null : new(there.Outcome, there.Detail, there.Remedy),
        };
    }

    private static (MoveAction Action, SecretStoreException Why)? Refusal(
        MoveCandidate candidate, ISecretStore target, bool mayBeExample)
    {
        if (candidate.Value is not { } value)
            return (candidate.IsNothing ? MoveAction.LeaveOut : MoveAction.Cannot, candidate.Why!);

        if (value.IsPlaceholder && !mayBeExample)
            return (MoveAction.LeaveOut, LeftOut("it is an example, not a real value"));
        if (target.Name == SecretSourceNames.OnePassword && SecretReference.LooksLikeReference(value.Reveal()))
            return (MoveAction.LeaveOut, LeftOut("it is a reference to 1Password, not a value"));
        if (target.Name == SecretSourceNames.OnePassword && DevFlowSettingKeys.Contains(candidate.Key))
            return (MoveAction.LeaveOut, LeftOut("it is a setting, which is read from .env and the environment alone"));
        return target.FindProblem(candidate.Key, value) is { } problem ? (MoveAction.Cannot, problem) : null;
    }

    public static SecretStoreException LeftOut(string why) => new(SourceOutcome.NotConfigured, why);
}
