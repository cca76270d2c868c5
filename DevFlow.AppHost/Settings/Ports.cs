namespace DevFlow.AppHost;

/// <summary>The keys that say on which port each service listens; their defaults stand with the other settings.</summary>
internal static class Ports
{
    public const string McpGateway = "MCP_GATEWAY_PORT";
    public const string WorkflowEngine = "WORKFLOW_ENGINE_PORT";
    public const string KnowledgeHub = "KNOWLEDGE_HUB_PORT";
    public const string LocalUi = "LOCAL_UI_PORT";
}
