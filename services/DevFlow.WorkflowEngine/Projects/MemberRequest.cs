namespace DevFlow.WorkflowEngine.Projects;

/// <summary>The role that a member is to have.</summary>
internal sealed record MemberRequest(string? Role);
