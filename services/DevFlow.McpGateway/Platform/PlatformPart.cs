namespace DevFlow.McpGateway.Platform;

/// <summary>A part of the platform that this one calls.</summary>
/// <param name="Name">Its name for service discovery, which tokens for it bear too.</param>
/// <param name="Title">What people call it.</param>
internal sealed record PlatformPart(string Name, string Title)
{
    public static readonly PlatformPart Engine = new("workflow-engine", "Workflow Engine");
    public static readonly PlatformPart KnowledgeHub = new("knowledge-hub", "Knowledge Hub");

    /// <summary>The name of the HTTP client.</summary>
    public string Client => $"for-callers:{Name}";
}
