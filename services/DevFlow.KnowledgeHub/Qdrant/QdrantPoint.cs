namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>A point as it is written. Of a collection without vectors, <paramref name="Vector"/> is an empty object.</summary>
internal sealed record QdrantPoint(Guid Id, object Vector, object Payload)
{
    public static object NoVector { get; } = new();
}
