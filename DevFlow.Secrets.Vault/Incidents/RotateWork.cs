using System.Globalization;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Rotates a secret by a run that bears the action's id, so that no other is begun when this is done again; and ends the value of before, which others may know, as soon
/// as its readers had the time to move.
/// </summary>
internal sealed class RotateWork(RotationRuns runs, RotationRunner runner, TimeSpan grace) : IIncidentWork
{
    // An hour of trying, as runs wait: 30 s doubling.
    private const int MostAttempts = 7;

    // As many seconds.
    private const int MostLooks = 1800;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    public string Kind => IncidentActionKinds.Rotate;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var action = context.Action;
        var run = await runs.FindAsync(IncidentRunner.Identity, action.Id, cancellationToken) ?? await BeginAsync(action, cancellationToken);
        return run switch
        {
            null when action.Attempts >= MostLooks => IncidentOutcome.ForPerson($"another rotation of {action.Subject} does not end (`devflow rotate`, GET /api/v1/rotations/runs): end it, rotate again, and say when it is done"),
            null => IncidentOutcome.Later(_look, $"another rotation of {action.Subject} is under way; it is ended first"),
            { State: RotationStates.Finished } => await EndOfAsync(context, run, cancellationToken),
            { Attempts: >= MostAttempts } => IncidentOutcome.ForPerson($"the rotation is stuck at {run.Step}: {run.Problem} (run {run.Id}); the engine goes on trying"),
            // Without the key of before nobody proves what it sealed, nor opens what is still sealed with it; what it leaves to people says when it may go.
            { State: RotationStates.Overlap, Attempts: 0, Secret: KnownKeys.EncryptionKey, NotBefore: { } until } => IncidentOutcome.Done(string.Create(
                CultureInfo.InvariantCulture, $"rotated by {run.Rotator} in {run.Destination}; the key before is kept until {until.UtcDateTime:yyyy-MM-dd HH:mm}Z (run {run.Id})")),
            { State: RotationStates.Overlap, Attempts: 0 } => await RetireAsync(context, run, cancellationToken),
            { State: RotationStates.Running or RotationStates.RollingBack or RotationStates.Overlap } => IncidentOutcome.Later(_look, run.Problem),
            _ => IncidentOutcome.ForPerson($"the rotation failed: {run.Problem} (run {run.Id}, {run.State}). Mend that and rotate it, or replace it by hand, and say when it is done"),
        };
    }

    private async Task<RotationRun?> BeginAsync(IncidentAction action, CancellationToken cancellationToken)
    {
        // What is under way may end with a value that was known before the breach, or was caught on its way.
        var live = (await runs.ListAsync(IncidentRunner.Identity, action.Subject, 1, cancellationToken)).FirstOrDefault(run => run.IsLive);
        try
        {
            if (live is { State: RotationStates.Overlap, Attempts: 0 })
                live = await runner.RetireAsync(IncidentRunner.Identity, live.Id, cancellationToken);
            // One that waits for a person goes on by none of this.
            if (live is { State: RotationStates.NeedsPerson })
                return live;
            return live is { IsLive: true } ? null : await runs.StartAsync(IncidentRunner.Identity, action.Subject, RotationReasons.Breach, RotatorOf(action.Subject), action.Id, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Conflict)
        {
            return null;
        }
    }

    // A project's secret is in such an action only when a rotation made the value that it has.
    private static string? RotatorOf(string secret) => RotationCatalog.IsOfProject(secret) ? RandomKeyRotator.RotatorName : null;

    private async Task<IncidentOutcome> RetireAsync(IncidentContext context, RotationRun run, CancellationToken cancellationToken)
    {
        if (run.ChangedAt + grace - context.Now is { Ticks: > 0 } rest)
            return IncidentOutcome.Later(rest < grace ? rest : grace);
        try
        {
            var retired = await runner.RetireAsync(IncidentRunner.Identity, run.Id, cancellationToken);
            return retired.State is RotationStates.Finished ? await EndOfAsync(context, retired, cancellationToken) : IncidentOutcome.Later(_look, retired.Problem);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Conflict)
        {
            return IncidentOutcome.Later(_look);
        }
    }

    private static async Task<IncidentOutcome> EndOfAsync(IncidentContext context, RotationRun run, CancellationToken cancellationToken) =>
        await RotationRows.IsKeptAsync(context.Connection, run.Id, cancellationToken)
            ? IncidentOutcome.ForPerson($"{run.Rotator} renewed it, and the server left it as it is: what leaked is still accepted. Revoke it there, sign in again, put the new one in the place of the old ({run.Destination}), and say when it is done")
            : IncidentOutcome.Done($"rotated by {run.Rotator} in {run.Destination}; the value before is accepted no more");
}
