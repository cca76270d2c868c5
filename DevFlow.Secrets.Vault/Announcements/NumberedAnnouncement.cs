namespace DevFlow.Secrets.Vault;

/// <summary>An announcement that was made.</summary>
/// <param name="Generation">Counted from 1, without a gap, in the order of the commits.</param>
/// <param name="At">When.</param>
/// <param name="Announcement">What it says.</param>
public sealed record NumberedAnnouncement(long Generation, DateTimeOffset At, Announcement Announcement)
{
    /// <summary>As a process that remembers copies takes it.</summary>
    public SecretInvalidation ToInvalidation() => new()
    {
        Key = Announcement.Key,
        Reference = Announcement.Reference is { } text && SecretReference.TryParse(text, out var reference, out _) ? reference : null,
        Generation = Generation,
        LeastVersion = Announcement.LeastVersion,
        Revoked = Announcement.Revoked,
    };
}
