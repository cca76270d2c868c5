using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Ingestion;
using DevFlow.KnowledgeHub.Models;
using DevFlow.KnowledgeHub.Qdrant;
using DevFlow.KnowledgeHub.Screening;
using DevFlow.KnowledgeHub.Search;
using DevFlow.ServiceDefaults;

namespace DevFlow.KnowledgeHub;

internal static class KnowledgeServices
{
    public static void AddKnowledge(this WebApplicationBuilder builder)
    {
        // The keys of Qdrant and AOSentry are for the hub's own work, whoever calls.
        builder.ReadsSecretsForItself();
        builder.Services.Configure<IngestionLimitOptions>(builder.Configuration.GetSection(IngestionLimitOptions.Section));
        builder.Services.AddSingleton<QdrantRest>().AddSingleton<KnowledgeCollections>().AddSingleton<DocumentStore>().AddSingleton<ChunkStore>()
            .AddSingleton<DocumentAudit>().AddSingleton<Aosentry>().AddSingleton<PlatformValues>().AddSingleton<SecretScreen>()
            .AddSingleton<IngestionSignal>().AddSingleton<IngestionLimits>().AddSingleton<IngestionSlots>().AddSingleton<Ingestor>().AddSingleton<Embedder>().AddSingleton<Searcher>().AddHostedService<IngestionService>();
    }
}
