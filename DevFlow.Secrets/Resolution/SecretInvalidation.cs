namespace DevFlow.Secrets;

/// <summary>
/// Says that a secret has changed, so that nobody goes on with a remembered copy. Whoever rotates a secret announces this to every
/// process; how it travels is not the matter of this library.
/// </summary>
public sealed record SecretInvalidation
{
    /// <summary>
    /// The environment key that changed, by whatever reference this process reads it. Null for all of them: then
    /// <see cref="Reference"/> and <see cref="LeastVersion"/> do not count.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Where 1Password keeps it, for a process that has not read the key yet but its neighbours in the item. Default null.</summary>
    public SecretReference? Reference { get; init; }

    /// <summary>
    /// Counted up by one with each announcement, from 1 on. The last one again changes nothing; one that comes late is taken; where one
    /// is missing, everything is asked for anew, since nobody knows what it was about. One without a key begins the count where it is.
    /// Null when the announcer does not count: then it is taken as it is.
    /// </summary>
    public long? Generation { get; init; }

    /// <summary>
    /// The least version of the 1Password item that may be believed. A Connect server that has not synced yet answers with an older
    /// one: that counts as stale, and is asked for again soon. Null when any version will do.
    /// </summary>
    public int? LeastVersion { get; init; }

    /// <summary>
    /// Whether the old value must not be served any more, not even while its source is away: after a breach. Default false, since a
    /// rotation keeps the previous value good until everybody has moved.
    /// </summary>
    public bool Revoked { get; init; }
}
