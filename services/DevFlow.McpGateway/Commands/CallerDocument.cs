namespace DevFlow.McpGateway.Commands;

/// <summary>Who calls, as the Workflow Engine says now.</summary>
internal sealed record CallerDocument(string Principal, string Role);
