namespace DevFlow.WorkflowEngine.Projects;

/// <summary>A project that is to be made.</summary>
internal sealed record ProjectRequest(string? Name);
