namespace DevFlow.WorkflowEngine.Access;

/// <summary>Asks for a key.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="ExpiresAt">From when on it counts no more; a year from now when nothing is said, and no later.</param>
/// <param name="Audience">The one service that it is for, such as <c>mcp-gateway</c> for an agent's; each when nothing is said.</param>
internal sealed record ApiKeyRequest(string? Name, DateTimeOffset? ExpiresAt, string? Audience = null);
