namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>How far announcements are; the answer to one, and what a stream begins with.</summary>
internal sealed record AnnouncementGeneration(long Generation);
