using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>
/// Carries a plan out, unit by unit. Each unit is read back before the next is begun, and the source loses only what the target is seen to
/// have. What appeared in the target since it was planned is treated as if it had been there. What stops it leaves a state from which the same command goes on.
/// </summary>
internal sealed class Mover(SecretsWorkspace workspace, ISecretStore target, MovePlanner planner)
{
    /// <summary>Whether somebody interrupted it.</summary>
    public bool IsInterrupted { get; private set; }

    public async Task RunAsync(IReadOnlyList<MoveStep> plan, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var units = plan.Where(step => step.IsToDo).GroupBy(step => target.UnitOf(step.Key)).Select(unit => unit.ToList()).ToList();
        var isStopped = false;
        for (var i = 0; i < units.Count; i++)
        {
            isStopped = isStopped || cancellationToken.IsCancellationRequested || !await TryMoveAsync(units[i], cancellationToken);
            foreach (var step in units[i].Where(step => step is { IsToDo: true, Result: MoveResult.None }))
                step.Result = MoveResult.NotTried;
            progress.Report((i + 1.0) / units.Count);
        }

        IsInterrupted = cancellationToken.IsCancellationRequested;
    }

    /// <summary>Takes out of the source what the target has, where both have it still: each is read again right before.</summary>
    public async Task RemoveAsync(IReadOnlyList<MoveStep> plan, ISecretStore source, CancellationToken cancellationToken)
    {
        foreach (var unit in plan.Where(step => step.IsThere).GroupBy(step => source.UnitOf(step.Key)))
        {
            var keys = unit.Select(step => step.Key).ToList();
            try
            {
                var there = await target.ReadAsync(keys, cancellationToken);
                var now = await source.ReadAsync(keys, cancellationToken);
                foreach (var step in unit)
                    step.Problem = ReasonToStay(step, there[step.Key], now[step.Key]);
                var same = unit.Where(step => step.Problem is null).ToList();
                await source.RemoveAsync([.. same.Select(step => step.Key)], cancellationToken);
                Forget(source, keys);
                same.ForEach(step => step.IsRemoved = true);
            }
            catch (SecretStoreException e)
            {
                foreach (var step in unit.Where(step => step.Problem is null))
                    step.Problem = new(e.Outcome, $"it stays in {step.From}: {e.Detail}", e.Remedy);
            }
        }
    }

    private async Task<bool> TryMoveAsync(List<MoveStep> unit, CancellationToken cancellationToken)
    {
        var keys = unit.ConvertAll(step => step.Key);
        var isWriting = false;
        var toDo = unit;
        try
        {
            var before = await target.ReadAsync(keys, cancellationToken);
            unit.ForEach(step => Replan(step, before[step.Key]));
            toDo = unit.FindAll(step => step is { IsToDo: true, Result: MoveResult.None });
            isWriting = toDo.Count > 0;
            if (isWriting)
            {
                await target.WriteAsync(toDo.ToDictionary(step => step.Key, step => step.Value!), cancellationToken);
                Forget(target, keys);
                var there = await target.ReadAsync(keys, cancellationToken);
                toDo.ForEach(step => Judge(step, there[step.Key]));
            }
        }
        catch (OperationCanceledException)
        {
            if (isWriting)
                toDo.ForEach(step => Fail(step, new(SourceOutcome.Unavailable, "it was interrupted, and it is not known whether it was written", Again)));
        }
        catch (SecretStoreException e)
        {
            toDo.ForEach(step => Fail(step, e));
        }

        return !unit.Exists(step => step.Problem?.Outcome is SourceOutcome.Unavailable);
    }

    // Somebody may have been asked in between, or another unit have taken its time.
    private void Replan(MoveStep step, SourceAnswer there)
    {
        var action = planner.ActionOf(step.Key, step.Value!, there);
        if (action is MoveAction.Cannot)
            Fail(step, new(there.Outcome, there.Detail, there.Remedy));
        else if (action is MoveAction.Keep)
            (step.Action, step.Problem) = (action, new(SourceOutcome.NotConfigured, $"{step.To} got another value meanwhile, which is kept"));
        else
            step.Action = action;
    }

    private static SecretStoreException? ReasonToStay(MoveStep step, SourceAnswer there, SourceAnswer now)
    {
        var value = step.Value!.Reveal();
        return there.Value?.Reveal() != value ? new(SourceOutcome.Unavailable, $"it stays in {step.From}: {step.To} does not have it any more", "run it again")
            : now.Value?.Reveal() != value ? new(SourceOutcome.Unavailable, $"it changed in {step.From} meanwhile and stays there", "run it again")
            : null;
    }

    private static void Judge(MoveStep step, SourceAnswer there)
    {
        if (there.Value?.Reveal() == step.Value!.Reveal())
            step.Result = MoveResult.Moved;
        else if (there.Value is not null)
            Fail(step, new(SourceOutcome.Unavailable, "it was written, but reading it back gives another value", "see whether Connect has synced, then run it again"));
        else
            Fail(step, new(there.Outcome, $"it was written, but cannot be read back: {there.Detail}", there.Remedy));
    }

    private static void Fail(MoveStep step, SecretStoreException problem) => (step.Result, step.Problem) = (MoveResult.Failed, problem);

    private void Forget(ISecretStore store, List<string> keys)
    {
        if (store.Name == SecretSourceNames.DotEnv)
            workspace.Reload();
        else
            keys.ForEach(key => workspace.Invalidate(new() { Key = key }));
    }

    private const string Again = "run it again: what is there already is left as it is";
}
