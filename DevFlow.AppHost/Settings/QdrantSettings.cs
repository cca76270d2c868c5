namespace DevFlow.AppHost;

/// <summary>The ports of Qdrant: REST as QDRANT_URL names it, gRPC the next, as Qdrant itself has it.</summary>
internal sealed record QdrantSettings(int HttpPort)
{
    public int GrpcPort => HttpPort + 1;
}
