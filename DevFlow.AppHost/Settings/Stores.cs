namespace DevFlow.AppHost;

/// <summary>The data of the platform, as services are given it.</summary>
internal sealed record Stores(
    IResourceBuilder<PostgresDatabaseResource> DatabaseAdmin,
    IResourceBuilder<ConnectionStringResource> Database,
    IResourceBuilder<QdrantServerResource> Qdrant,
    IResourceBuilder<ConnectionStringResource> QdrantUrl,
    IResourceBuilder<ConnectionStringResource> QdrantKey);
