namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>An action that never succeeds.</summary>
internal sealed class FailingWork(string kind, Exception fault) : IIncidentWork
{
    public string Kind => kind;

    public Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken) => Task.FromException<IncidentOutcome>(fault);
}
