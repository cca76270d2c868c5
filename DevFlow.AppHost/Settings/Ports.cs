namespace DevFlow.AppHost;

/// <summary>The keys that say on which port each service listens, and what they are when nobody sets them.</summary>
internal static class Ports
{
    public const string McpGateway = "MCP_GATEWAY_PORT";
    public const string WorkflowEngine = "WORKFLOW_ENGINE_PORT";
    public const string KnowledgeHub = "KNOWLEDGE_HUB_PORT";
    public const string LocalUi = "LOCAL_UI_PORT";

    public static readonly IReadOnlyDictionary<string, int> Defaults = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [McpGateway] = 8051,
        [WorkflowEngine] = 8181,
        [KnowledgeHub] = 8282,
        [LocalUi] = 3737,
    };
}
