using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads vectors, and holds them to what the collection takes.</summary>
internal static class VectorReader
{
    /// <summary>The vectors of a point: a list for a collection without names, an object by name else.</summary>
    public static Dictionary<string, float[]> ReadAll(JsonElement json, CollectionConfig config)
    {
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        if (json.ValueKind == JsonValueKind.Array)
        {
            vectors[CollectionConfig.Unnamed] = Read(json, CollectionConfig.Unnamed, config);
            return vectors;
        }

        RefuseInference(json);
        foreach (var member in json.Expect(JsonValueKind.Object, "vector").EnumerateObject())
            vectors[member.Name] = Read(member.Value, member.Name, config);
        return vectors;
    }

    /// <summary>A vector as it is stored and compared: of the right size, and normalised where the distance asks for it.</summary>
    public static float[] Read(JsonElement json, string name, CollectionConfig config)
    {
        var parameters = config.Vector(name);
        if (json.ValueKind == JsonValueKind.Object)
        {
            RefuseInference(json);
            throw json.Find("indices") is null ? JsonMembers.WrongType("vector", json, "a list of numbers") : ApiException.Unsupported("sparse vectors");
        }

        var length = json.Expect(JsonValueKind.Array, "vector").GetArrayLength();
        if (length > 0 && json[0].ValueKind == JsonValueKind.Array)
            throw ApiException.Unsupported("multivectors");
        var vector = new float[length];
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            vector[index] = element.Expect(JsonValueKind.Number, $"vector[{index}]").GetSingle();
            if (!float.IsFinite(vector[index]))
                throw ApiException.WrongInput($"vector[{index}] is out of the range of a 32-bit float");
            index++;
        }

        return length == parameters.Size
            ? parameters.Distance.Prepare(vector)
            : throw ApiException.WrongInput($"Vector dimension error: expected dim: {parameters.Size}, got {length}");
    }

    // What a Qdrant with a model would turn into a vector.
    private static void RefuseInference(JsonElement json)
    {
        if (json.Find("model")?.ValueKind == JsonValueKind.String)
            throw ApiException.Unsupported("inference of vectors from documents and images");
    }
}
