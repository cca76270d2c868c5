using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Ends leases. Nobody gets in by one any more when this has returned; what is in the way of dropping a login is the sweep's to clear.</summary>
internal sealed class LeaseWork(LeaseStore leases) : IIncidentWork
{
    private const string Held = "SELECT id FROM devflow.leases WHERE state = 'active' AND devflow.is_among(principal, @Subject) ORDER BY id";

    public string Kind => IncidentActionKinds.RevokeLeases;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var held = (await context.Connection.QueryAsync<Guid>(new CommandDefinition(Held, new { context.Action.Subject }, cancellationToken: cancellationToken))).AsList();
        foreach (var lease in held)
            await leases.RevokeAsync(IncidentRunner.Identity, lease, cancellationToken);
        return IncidentOutcome.Done($"leases ended: {held.Count}");
    }
}
