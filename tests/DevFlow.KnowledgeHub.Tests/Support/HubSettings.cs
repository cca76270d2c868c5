using Microsoft.Extensions.Logging;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>What a hub is started with.</summary>
internal sealed record HubSettings
{
    public required Uri Qdrant { get; init; }

    public string QdrantKey { get; init; } = Stores.QdrantKey;

    public required Uri Models { get; init; }

    public string ModelKey { get; init; } = ModelServer.Key;

    /// <summary>The address of who says whose a token is.</summary>
    public required string Engine { get; init; }

    /// <summary>What it shows to the engine to be known; null where it need not be.</summary>
    public string? ServiceKey { get; init; }

    public string Collection { get; init; } = "devflow_knowledge";

    /// <summary>Further lines of its .env.</summary>
    public string Env { get; init; } = "";

    public ILoggerProvider? Log { get; init; }
}
