using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>
/// Carries a plan out, unit by unit. Each unit is read back before the next is begun, and the source loses only what the target is seen to
/// have. What stops it leaves a state from which the same command goes on.
/// </summary>
internal sealed class Mover(SecretsWorkspace workspace, ISecretStore target)
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
            foreach (var step in units[i].Where(step => step.Result is MoveResult.None))
                step.Result = MoveResult.NotTried;
            progress.Report((i + 1.0) / units.Count);
        }

        IsInterrupted = cancellationToken.IsCancellationRequested;
    }

    /// <summary>Takes out of the source what the target has, where the source still has the same.</summary>
    public async Task RemoveAsync(IReadOnlyList<MoveStep> plan, ISecretStore source, CancellationToken cancellationToken)
    {
        foreach (var unit in plan.Where(step => step.IsThere).GroupBy(step => source.UnitOf(step.Key)))
        {
            var keys = unit.Select(step => step.Key).ToList();
            try
            {
                var now = await source.ReadAsync(keys, cancellationToken);
                var same = unit.Where(step => now[step.Key].Value?.Reveal() == step.Value!.Reveal()).ToList();
                await source.RemoveAsync([.. same.Select(step => step.Key)], cancellationToken);
                Forget(source, keys);
                same.ForEach(step => step.IsRemoved = true);
                foreach (var step in unit.Except(same))
                    step.Problem = new(SourceOutcome.Unavailable, $"it changed in {step.From} meanwhile and stays there", "run it again");
            }
            catch (SecretStoreException e)
            {
                foreach (var step in unit)
                    step.Problem = new(e.Outcome, $"it stays in {step.From}: {e.Detail}", e.Remedy);
            }
        }
    }

    private async Task<bool> TryMoveAsync(List<MoveStep> unit, CancellationToken cancellationToken)
    {
        var keys = unit.ConvertAll(step => step.Key);
        try
        {
            await target.WriteAsync(unit.ToDictionary(step => step.Key, step => step.Value!), cancellationToken);
            Forget(target, keys);
            var there = await target.ReadAsync(keys, cancellationToken);
            unit.ForEach(step => Judge(step, there[step.Key]));
        }
        catch (OperationCanceledException)
        {
            unit.ForEach(step => Fail(step, new(SourceOutcome.Unavailable, "it was interrupted, and it is not known whether it was written", Again)));
        }
        catch (SecretStoreException e)
        {
            unit.ForEach(step => Fail(step, e));
        }

        return !unit.Exists(step => step.Problem?.Outcome is SourceOutcome.Unavailable);
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
