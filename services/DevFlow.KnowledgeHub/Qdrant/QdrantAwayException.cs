using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>Qdrant cannot be used now.</summary>
internal sealed class QdrantAwayException(string message, Exception? cause = null)
    : HubException(StatusCodes.Status503ServiceUnavailable, "Not available now", message, cause);
