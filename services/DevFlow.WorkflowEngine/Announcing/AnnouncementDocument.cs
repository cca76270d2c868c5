using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>An announcement as services are sent it; its generation is the id of the event.</summary>
internal sealed record AnnouncementDocument(string Scope, string? Key, string? Reference, int? LeastVersion, bool Revoked)
{
    public static AnnouncementDocument Of(Announcement announcement) => new(
        announcement.Scope.ToString().ToLowerInvariant(), announcement.Key, announcement.Reference, announcement.LeastVersion, announcement.Revoked);
}
