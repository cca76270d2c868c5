namespace DevFlow.AppHost;

/// <summary>The ports of Qdrant: REST as QDRANT_URL names it, gRPC where Qdrant has it by itself beside its usual REST port; free ones else.</summary>
internal sealed record QdrantSettings(int? HttpPort = null)
{
    private const int UsualHttpPort = 6333;

    public int? GrpcPort => HttpPort == UsualHttpPort ? UsualHttpPort + 1 : null;
}
