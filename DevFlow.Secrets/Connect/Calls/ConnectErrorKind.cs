namespace DevFlow.Secrets;

/// <summary>
/// In which way 1Password Connect did not give what was asked. The ways are kept apart because they call for different acts.
/// </summary>
public enum ConnectErrorKind
{
    /// <summary>Connect works and there is no such vault, item, field or file, or the field is empty.</summary>
    NotFound,

    /// <summary>Connect refuses: the token is not accepted (401), or not for this (403).</summary>
    Denied,

    /// <summary>Connect could not be asked: refused, timed out, too many requests, 5xx, an answer that is not Connect's.</summary>
    Unavailable,

    /// <summary>Several vaults, items, fields or files bear the name; the message lists their ids. None is picked.</summary>
    Ambiguous,

    /// <summary>What was asked makes no sense to Connect (400, 413), or to what the item holds.</summary>
    Invalid,

    /// <summary>The item is not at the version that the change was meant for; see <see cref="ConnectConflictException"/>.</summary>
    Conflict,
}
