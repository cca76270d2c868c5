using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads what a new collection is to be, and changes to it. Hints for an index that there is not are kept and shown, no more.</summary>
internal static class CollectionConfigReader
{
    private const ulong MaxSize = 65536;

    private static readonly string[] _hints = ["hnsw_config", "optimizers_config", "wal_config"];
    private static readonly string[] _numbers = ["replication_factor", "write_consistency_factor"];

    /// <summary>Of PUT.</summary>
    public static CollectionConfig Read(JsonElement body)
    {
        body.Refuse("quantization_config", "sharding_method", "strict_mode_config", "init_from");
        if (body.FindObject("sparse_vectors") is { } sparse && sparse.EnumerateObject().Any())
            throw ApiException.Unsupported("sparse vectors");
        if (body.FindUnsigned("shard_number") is > 1)
            throw ApiException.Unsupported("more than one shard");
        var config = CollectionDefaults.Config();
        var parameters = config["params"]!.AsObject();
        if (body.FindObject("vectors") is { } vectors)
        {
            CheckVectors(vectors);
            parameters["vectors"] = JsonObject.Create(vectors);
        }

        if (body.FindBool("on_disk_payload") is { } onDisk)
            parameters["on_disk_payload"] = onDisk;
        foreach (var name in _numbers)
        {
            if (body.FindUnsigned(name) is { } number)
                parameters[name] = number;
        }

        return From(config, body);
    }

    /// <summary>Of PATCH.</summary>
    public static CollectionConfig Update(CollectionConfig before, JsonElement body)
    {
        body.Refuse("quantization_config", "strict_mode_config", "sparse_vectors");
        var config = JsonObject.Create(before.Json)!;
        var parameters = config["params"]!.AsObject();
        foreach (var member in body.FindObject("vectors")?.EnumerateObject().ToList() ?? [])
        {
            before.Vector(member.Name);
            member.Value.Expect(JsonValueKind.Object, "vectors").Refuse("quantization_config");
            var vectors = parameters["vectors"]!.AsObject();
            Merge(member.Name == CollectionConfig.Unnamed ? vectors : vectors[member.Name]!.AsObject(), member.Value, "size", "distance");
        }

        if (body.FindObject("params") is { } changed)
            Merge(parameters, changed, "vectors", "shard_number");
        return From(config, body);
    }

    private static CollectionConfig From(JsonObject config, JsonElement body)
    {
        foreach (var name in _hints)
        {
            if (body.FindObject(name) is { } hint)
                Merge(config[name == "optimizers_config" ? "optimizer_config" : name]!.AsObject(), hint);
        }

        if (body.FindObject("metadata") is { } metadata)
        {
            var before = config["metadata"] is { } known ? PayloadEdit.ToElement(known) : JsonElement.Parse("{}");
            config["metadata"] = JsonObject.Create(PayloadEdit.Set(before, metadata, at: null));
        }

        return CollectionConfig.From(PayloadEdit.ToElement(config));
    }

    private static void Merge(JsonObject target, JsonElement changes, params ReadOnlySpan<string> except)
    {
        foreach (var member in changes.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !except.Contains(member.Name))
                target[member.Name] = PayloadEdit.ToNode(member.Value);
        }
    }

    private static void CheckVectors(JsonElement vectors)
    {
        if (CollectionConfig.IsSingle(vectors))
        {
            CheckVector(vectors, "vectors");
            return;
        }

        foreach (var member in vectors.EnumerateObject())
        {
            NameRules.CheckVector(member.Name);
            CheckVector(member.Value.Expect(JsonValueKind.Object, $"vectors.{member.Name}"), $"vectors.{member.Name}");
        }
    }

    private static void CheckVector(JsonElement json, string at)
    {
        json.Refuse("quantization_config", "multivector_config");
        if (json.FindText("datatype") is not (null or "float32"))
            throw ApiException.Unsupported("a `datatype` other than `float32`");
        var size = json.FindUnsigned("size") ?? throw ApiException.Format("missing field `size`");
        if (size is 0 or > MaxSize)
            throw ApiException.Invalid($"{at}.size: value {size} invalid, must be from 1 to {MaxSize}");
        var distance = json.NeedText("distance");
        if (!Enum.GetNames<Distance>().Contains(distance))
            throw ApiException.Format($"unknown variant `{distance}`, expected one of `Cosine`, `Euclid`, `Dot`, `Manhattan`");
    }
}
