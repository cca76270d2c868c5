using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Qdrant's own client for JavaScript finds in the emulator what it finds in Qdrant.</summary>
public sealed class ConformanceTests : IClassFixture<JavaScriptClient>
{
    private const string Key = "conformance-key";

    private const string Expected = """
        {
          "versionInfo": "1.19.0",
          "createCollection": true,
          "createCollection again": {"status": 409, "error": "Wrong input: Collection `places` already exists!"},
          "createCollection of named vectors": true,
          "recreateCollection": true,
          "getCollections": ["again", "named", "places"],
          "collectionExists": [true, false],
          "updateCollection": true,
          "createPayloadIndex": "completed",
          "upsert points": "completed",
          "upsert batch": "completed",
          "upsert named vectors": "completed",
          "getCollection": {"status": "green", "points_count": 5, "vectors": {"size": 2, "distance": "Dot"}, "threshold": 5,
            "payload_schema": {"city": {"data_type": "keyword", "points": 3}}},
          "retrieve": [{"id": 1, "payload": {"city": "Berlin", "size": 3, "tags": ["a", "b"]}, "vector": [1, 0]},
            {"id": "b524a3c4-c568-4383-8019-c9ca08243d6a", "payload": {}, "vector": [2, 2]}],
          "scroll": [{"points": [{"id": 1}, {"id": 2}], "next_page_offset": 10}, {"points": [{"id": 10, "payload": {"city": "Rome"}},
            {"id": 11, "payload": {}}], "next_page_offset": "b524a3c4-c568-4383-8019-c9ca08243d6a"}],
          "count": [5, 1],
          "search": [[10, 3], ["b524a3c4-c568-4383-8019-c9ca08243d6a", 3], [11, 1.5]],
          "searchBatch": [[10], [11]],
          "query by vector": [{"id": "b524a3c4-c568-4383-8019-c9ca08243d6a", "version": 3, "score": 2, "payload": {}}, {"id": 1,
            "version": 3, "score": 1, "payload": {"city": "Berlin", "size": 3, "tags": ["a", "b"]}}],
          "query by id": [10, "b524a3c4-c568-4383-8019-c9ca08243d6a"],
          "query without a query": [1, 2],
          "query by a named vector": [{"id": 1, "version": 1, "score": 1, "vector": {"image": [0.6, 0.8]}}],
          "queryBatch": [[10]],
          "setPayload": "completed",
          "setPayload at a key": "completed",
          "overwritePayload": "completed",
          "deletePayload": "completed",
          "clearPayload": "completed",
          "the payloads then": {"1": {"size": 9, "at": {"home": {"zip": 1}}}, "2": {"new": true}, "10": {}},
          "updateVectors": "completed",
          "deleteVectors": "completed",
          "the vectors then": {"1": {"image": [0.6, 0.8]}, "2": {"image": [0.8, 0.6], "text": [0, 0, 1]}},
          "batchUpdate": ["completed", "completed"],
          "delete by filter": "completed",
          "what is left": [2, 10, 20, "b524a3c4-c568-4383-8019-c9ca08243d6a"],
          "deletePayloadIndex": "completed",
          "a vector of a wrong size": {"status": 400, "error": "Wrong input: Vector dimension error: expected dim: 2, got 3"},
          "a collection that is not there": {"status": 404, "error": "Not found: Collection `none` doesn't exist!"},
          "what the emulator has not": {"status": 501,
            "error": "Not supported by DevFlow.QdrantEmulator: POST /collections/places/facet. Run a real Qdrant for it"},
          "deleteCollection": [true, false],
          "a stranger": {"status": 401, "error": "Invalid API key or JWT"},
          "warnings": ["Api key is used with unsecure connection", "Api key is used with unsecure connection"]
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_official_client_gets_what_it_expects(bool onDisk)
    {
        using var folder = new TestFolder();
        await using var caller = await Caller.StartAsync(
            new QdrantEmulatorOptions { Quiet = true, ApiKey = Key, DataFolder = onDisk ? folder["data"] : null });

        var results = await JavaScriptClient.RunAsync(caller.Address, Key);

        Assert.Equal(Pretty(JsonNode.Parse(Expected)!), Pretty(results));
    }

    private static string Pretty(JsonNode json) => json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
