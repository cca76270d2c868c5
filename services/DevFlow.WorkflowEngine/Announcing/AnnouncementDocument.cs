using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>An announcement as services are sent it; its generation is the id of the event.</summary>
internal sealed record AnnouncementDocument(string Scope, string? Key, string? Reference, int? LeastVersion, bool Revoked)
{
    // Services remember nothing of projects, and need not know which there are; the generation alone keeps them from seeing a gap.
    private const string AnyProject = "project/";

    public static AnnouncementDocument Of(Announcement announcement) => announcement.Scope is SecretTier.Project
        ? new("project", AnyProject, Reference: null, LeastVersion: null, Revoked: false)
        : new(announcement.Scope.ToString().ToLowerInvariant(), announcement.Key, announcement.Reference, announcement.LeastVersion, announcement.Revoked);
}
