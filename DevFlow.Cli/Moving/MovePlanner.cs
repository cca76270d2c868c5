using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>Compares what is to be moved with what the target has.</summary>
internal sealed class MovePlanner(SecretsWorkspace workspace, ISecretStore target, bool overwrite, bool mayBeExample)
{
    private readonly Lazy<DotEnvDocument> _examples = new(() => DotEnvFile.Load(Path.Combine(workspace.Root, ".env.example"), ".env.example", inContainer: true));

    public async Task<List<MoveStep>> PlanAsync(IReadOnlyList<MoveCandidate> candidates, CancellationToken cancellationToken)
    {
        List<string> writable = [.. candidates.Where(one => Refusal(one) is null).Select(one => one.Key)];
        var there = await target.ReadAsync(writable, cancellationToken);
        ThrowIfAway(there);
        return [.. candidates.Select(one => StepOf(one, there.GetValueOrDefault(one.Key)))];
    }

    /// <summary>What is to be done with a value, as the target is now.</summary>
    public MoveAction ActionOf(string key, SecretValue value, SourceAnswer there) => there switch
    {
        { Outcome: SourceOutcome.NotFound } => MoveAction.Create,
        { Value: { } other } when other.Reveal() == value.Reveal() => MoveAction.Equal,
        { Value: { } other } => IsExample(key, other) ? MoveAction.Create : overwrite ? MoveAction.Replace : MoveAction.Keep,
        _ => MoveAction.Cannot,
    };

    /// <summary>One error for a store that is not to be had at all, in place of one for each key.</summary>
    public static void ThrowIfAway(IReadOnlyDictionary<string, SourceAnswer> answers)
    {
        var different = answers.Values.DistinctBy(answer => (answer.Outcome, answer.Detail)).ToList();
        if (different is [{ Outcome: SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.NotConfigured } away])
            throw new SecretStoreException(away.Outcome, away.Detail, away.Remedy);
    }

    private MoveStep StepOf(MoveCandidate candidate, SourceAnswer? there)
    {
        if (Refusal(candidate) is var (action, why))
            return new(candidate, target.PlaceOf(candidate.Key)) { Action = action, Problem = why };
        return new(candidate, target.PlaceOf(candidate.Key))
        {
            Action = ActionOf(candidate.Key, candidate.Value!, there!),
            Problem = there!.Outcome is SourceOutcome.Found or SourceOutcome.NotFound ? null : new(there.Outcome, there.Detail, there.Remedy),
        };
    }

    // What .env.example put there is nobody's value; what only looks like an example may be somebody's.
    private bool IsExample(string key, SecretValue value) => target.Name == SecretSourceNames.DotEnv && value.IsPlaceholder
        && _examples.Value.TryGet(key, out var example) && example.Reveal() == value.Reveal();

    private (MoveAction Action, SecretStoreException Why)? Refusal(MoveCandidate candidate)
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
