namespace DevFlow.Secrets;

/// <summary>Why the vault did not do what it was asked for.</summary>
public enum VaultError
{
    /// <summary>There is none of that name, version or project, or the caller may not know that there is one.</summary>
    NotFound,

    /// <summary>The caller may see it and may not do this.</summary>
    Forbidden,

    /// <summary>Somebody else changed it in the meantime, or it is there already.</summary>
    Conflict,

    /// <summary>What was given is not acceptable; the message says why.</summary>
    Invalid,

    /// <summary>The database, the key store or the hosted vault does not answer; it may later.</summary>
    Unavailable,

    /// <summary>What is stored was altered, moved to another row or encrypted under another key: it does not decrypt.</summary>
    Tampered,
}
