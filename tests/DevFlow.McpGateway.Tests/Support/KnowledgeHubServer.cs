using DevFlow.KnowledgeHub.Search;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>The Knowledge Hub in this process, beside an engine and in its folder.</summary>
internal sealed class KnowledgeHubServer : ServiceInProcess<Searcher>
{
    public const string Key = "key-of-the-hub-0123456789abcdef";

    /// <summary>What the engine is to be started with, to know it.</summary>
    public static (string Key, string Value) Known => ("ConnectionStrings:service_key_knowledge_hub", Key);

    public static KnowledgeHubServer Start(string folder, Uri engine, Uri qdrant, string qdrantKey)
    {
        var hub = new KnowledgeHubServer
        {
            Configuration =
            {
                ["DEVFLOW_ROOT"] = folder,
                ["OTEL_SERVICE_NAME"] = "knowledge-hub",
                ["services:workflow-engine:http:0"] = engine.ToString(),
                ["ConnectionStrings:service_key"] = Key,
                ["ConnectionStrings:qdrant_http"] = qdrant.ToString(),
                ["ConnectionStrings:qdrant_key"] = qdrantKey,
            },
        };
        hub.Start();
        return hub;
    }
}
