namespace DevFlow.Secrets.Vault;

/// <summary>What somebody shares by a link, without what is shared: that is encrypted, by a key that is nowhere but in the link.</summary>
/// <param name="Id">Its id, a part of the link.</param>
/// <param name="Creator">Whose it is: <c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
/// <param name="Secret">The name of what is shared, as the creator says; null for what has none.</param>
/// <param name="State">One of <see cref="ShareLinkState"/>.</param>
/// <param name="Views">How often it can be opened in all.</param>
/// <param name="Opened">How often it was.</param>
/// <param name="HasPassphrase">Whether it takes a passphrase beside the link.</param>
/// <param name="WrongPassphrases">How many wrong ones were tried; the tenth locks it.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ExpiresAt">Until when, by the database's clock.</param>
/// <param name="EndedAt">When what was shared was destroyed; null while it is there.</param>
/// <param name="EndedBy">Who revoked it; null when nobody did.</param>
public sealed record ShareLink(
    Guid Id,
    string Creator,
    string? Secret,
    string State,
    int Views,
    int Opened,
    bool HasPassphrase,
    int WrongPassphrases,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    string? EndedBy);
