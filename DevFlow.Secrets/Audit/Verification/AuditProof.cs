namespace DevFlow.Secrets;

/// <summary>How far a chain is proven. The lesser ones count for a whole file that has records of both.</summary>
public enum AuditProof
{
    /// <summary>Every record is sealed with the given key: only who has the key can have written it.</summary>
    Keyed,

    /// <summary>Records are sealed without a key: their order is proven, not who wrote them.</summary>
    Unkeyed,

    /// <summary>Records are sealed with a key that was not given: only their links were followed.</summary>
    LinksOnly,
}
