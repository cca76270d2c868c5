using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>What an event of the Workflow Engine's stream says: a change, or how far announcements are.</summary>
internal sealed record AnnouncementDocument(string? Key, string? Reference, int? LeastVersion, bool Revoked, long? Generation)
{
    public SecretInvalidation ToInvalidation(long generation) => new()
    {
        Key = Key,
        Reference = Reference is { } text && SecretReference.TryParse(text, out var reference, out _) ? reference : null,
        Generation = generation,
        LeastVersion = LeastVersion,
        Revoked = Revoked,
    };
}
