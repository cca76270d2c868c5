namespace DevFlow.McpGateway.Commands;

/// <summary>The form of <c>config/agent-commands.yaml</c>.</summary>
internal sealed record AgentCommandFile
{
    public IList<AgentCommand> Commands { get; init; } = [];
}
