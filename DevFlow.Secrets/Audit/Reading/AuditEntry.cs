namespace DevFlow.Secrets;

/// <summary>A record of the audit as it stands in a file. Read, not proven: <see cref="AuditVerifier"/> does that.</summary>
/// <param name="Service">The service that wrote it.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Record">The record.</param>
public sealed record AuditEntry(string Service, string File, AuditRecord Record);
