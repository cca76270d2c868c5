namespace DevFlow.Secrets;

/// <summary>What a record of the audit tells.</summary>
public enum AuditRecordKind
{
    /// <summary>One access.</summary>
    Access,

    /// <summary>Repeated reads of a cached value, added up.</summary>
    Reads,

    /// <summary>Accesses of a time in which the sink could not write, added up.</summary>
    Gap,
}
