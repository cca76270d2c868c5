namespace DevFlow.Secrets.Vault;

/// <summary>
/// Does once more what takes access away. A token counts for minutes after its key was revoked: what was opened with one in between, before tokens counted no more,
/// is ended too.
/// </summary>
internal sealed class SweepWork(IReadOnlyList<IIncidentWork> access, TimeSpan settling) : IIncidentWork
{
    public string Kind => IncidentActionKinds.Sweep;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        // Engines remember for some seconds what signed the tokens that they accept. What others answer to changes nothing about that, and may end long after.
        var own = context.All.Where(action => action.Phase is IncidentPhases.Contain && action.BegunAt is not null && !IncidentActionKinds.HoldsUpNothing(action.Kind));
        if (own.Max(action => action.EndedAt) + settling - context.Now is { Ticks: > 0 } rest)
            return IncidentOutcome.Later(rest < settling ? rest : settling);
        var results = new List<string>();
        foreach (var action in context.All.Where(action => access.Any(work => work.Kind == action.Kind)))
        {
            var outcome = await access.First(work => work.Kind == action.Kind).DoAsync(context with { Action = action }, cancellationToken);
            results.Add(outcome.Text!);
        }

        return IncidentOutcome.Done(string.Join("; ", results));
    }
}
