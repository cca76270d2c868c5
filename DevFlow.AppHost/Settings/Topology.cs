using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Which parts of the platform run here. The MCP Gateway and the Local UI always do; what does not is hosted.</summary>
internal sealed record Topology(bool OnePassword, bool Stores, bool WorkflowEngine, bool KnowledgeHub)
{
    public static Topology Of(DevFlowMode mode) => mode switch
    {
        DevFlowMode.Local => new(OnePassword: false, Stores: true, WorkflowEngine: true, KnowledgeHub: true),
        DevFlowMode.Hybrid => new(OnePassword: false, Stores: false, WorkflowEngine: true, KnowledgeHub: false),
        DevFlowMode.SaaS => new(OnePassword: false, Stores: false, WorkflowEngine: false, KnowledgeHub: false),
        DevFlowMode.OnPrem => new(OnePassword: true, Stores: true, WorkflowEngine: true, KnowledgeHub: true),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, message: null),
    };

    /// <summary>What is special about the mode, in a few words.</summary>
    public string Describe(Platform platform) => this switch
    {
        { WorkflowEngine: false } => $"workflow-engine and knowledge-hub at {platform.HostedApi}",
        { KnowledgeHub: false } => $"stores and knowledge-hub at {platform.HostedApi}",
        { OnePassword: true } => "everything here, secrets from the 1Password Connect that is started with it",
        _ when platform.Mode is DevFlowMode.OnPrem => $"everything here, secrets from 1Password Connect at {platform.OnePassword.Address}",
        _ => "everything here",
    };

    /// <summary>The services that run here and call the Workflow Engine.</summary>
    public IEnumerable<string> ServicesBesideTheEngine => KnowledgeHub ? ["mcp-gateway", "knowledge-hub"] : ["mcp-gateway"];

    /// <summary>The keys of the ports that are listened on here.</summary>
    public IEnumerable<string> PortKeys =>
    [
        Ports.McpGateway, Ports.LocalUi, .. WorkflowEngine ? [Ports.WorkflowEngine] : Array.Empty<string>(), .. KnowledgeHub ? [Ports.KnowledgeHub] : Array.Empty<string>(),
    ];
}
