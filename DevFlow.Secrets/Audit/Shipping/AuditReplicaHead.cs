namespace DevFlow.Secrets;

/// <summary>How far a replica has a chain.</summary>
/// <param name="File">The name of the chain's file.</param>
/// <param name="Seq">The number of the record that it has last.</param>
/// <param name="Mac">That record's seal.</param>
public sealed record AuditReplicaHead(string File, long Seq, string Mac);
