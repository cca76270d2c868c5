namespace DevFlow.Secrets;

/// <summary>A copy of the audit, elsewhere. It is fed from the files, which stay what counts: whatever it takes twice it has once.</summary>
public interface IAuditReplica
{
    /// <summary>How far the chains are that this caller may feed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">It does not answer (<see cref="VaultError.Unavailable"/>), or refuses this caller.</exception>
    ValueTask<IReadOnlyList<AuditReplicaHead>> HeadsAsync(CancellationToken cancellationToken);

    /// <summary>Appends lines of a chain. Those that it has are passed over.</summary>
    /// <param name="batch">The lines.</param>
    /// <param name="cancellationToken">Gives up; whether the lines were taken is then open, and they may be sent again.</param>
    /// <exception cref="VaultException">It does not answer (<see cref="VaultError.Unavailable"/>), or refuses this caller.</exception>
    ValueTask<AuditAppended> AppendAsync(AuditBatch batch, CancellationToken cancellationToken);
}
