namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>An action that hangs until it is let go.</summary>
internal sealed class HangingWork(string kind) : IIncidentWork
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => kind;

    public Task Begun => _begun.Task;

    public void Go() => _go.SetResult();

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        await _go.Task.WaitAsync(cancellationToken);
        return IncidentOutcome.Done("told");
    }
}
