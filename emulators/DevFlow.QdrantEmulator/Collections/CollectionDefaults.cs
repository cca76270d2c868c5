using System.Text.Json.Nodes;

namespace DevFlow.QdrantEmulator;

/// <summary>What Qdrant shows of a collection that was made with nothing but vectors.</summary>
internal static class CollectionDefaults
{
    private const string Json = """
        {
          "params": { "shard_number": 1, "replication_factor": 1, "write_consistency_factor": 1, "on_disk_payload": true },
          "hnsw_config": { "m": 16, "ef_construct": 100, "full_scan_threshold": 10000, "max_indexing_threads": 0, "on_disk": false },
          "optimizer_config": {
            "deleted_threshold": 0.2, "vacuum_min_vector_number": 1000, "default_segment_number": 0, "max_segment_size": null,
            "memmap_threshold": null, "indexing_threshold": 10000, "flush_interval_sec": 5, "max_optimization_threads": null
          },
          "wal_config": { "wal_capacity_mb": 32, "wal_segments_ahead": 0, "wal_retain_closed": 1 },
          "quantization_config": null
        }
        """;

    public static JsonObject Config() => JsonNode.Parse(Json)!.AsObject();
}
