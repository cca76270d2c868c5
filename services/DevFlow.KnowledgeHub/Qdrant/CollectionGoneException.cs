using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>Somebody removed the collection, or it is not made yet.</summary>
internal sealed class CollectionGoneException(string name) : HubException(
    StatusCodes.Status503ServiceUnavailable, "Not available now", $"Qdrant has no collection '{name}' now. The hub makes it as soon as AOSentry embeds a text, and embeds again what was in it: try again soon.");
