namespace DevFlow.Secrets;

/// <summary>What the verifier says of a folder of the audit.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Its files, the anchors after the others.</param>
/// <param name="Findings">Everything that was found, in the order of the files. A place is <c>FILE:LINE</c>.</param>
public sealed record AuditReport(string Folder, IReadOnlyList<AuditFileReport> Files, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether no error was found. Warnings say what is not proven.</summary>
    public bool IsIntact => Findings.All(finding => finding.Severity is not FindingSeverity.Error);

    /// <summary>How many records there are.</summary>
    public long Records => Files.Sum(file => file.Records);

    /// <summary>How many accesses these stand for.</summary>
    public long Accesses => Files.Sum(file => file.Accesses);
}
