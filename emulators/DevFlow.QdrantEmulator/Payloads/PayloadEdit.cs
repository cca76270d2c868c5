using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes a changed payload of another, with the rules of Qdrant: null takes a key away, a path makes what is missing.</summary>
internal static class PayloadEdit
{
    private static readonly JsonSerializerOptions _json = new() { MaxDepth = 512 };

    public static JsonElement Set(JsonElement payload, JsonElement values, PayloadPath? at) => Edit(payload, root =>
    {
        if (at is null)
            Merge(root, values);
        else
            Set(root, at, 0, values);
    });

    public static JsonElement Remove(JsonElement payload, IReadOnlyList<PayloadPath> paths) => Edit(payload, root =>
    {
        foreach (var path in paths)
            Remove(root, path, 0);
    });

    public static JsonElement ToElement(JsonNode node) => JsonSerializer.SerializeToElement(node, _json);

    public static JsonNode? ToNode(JsonElement value) => JsonSerializer.Deserialize<JsonNode>(value, _json);

    private static JsonElement Edit(JsonElement payload, Action<JsonObject> edit)
    {
        var root = JsonObject.Create(payload)!;
        edit(root);
        return ToElement(root);
    }

    private static void Merge(JsonObject target, JsonElement values)
    {
        foreach (var member in values.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                target.Remove(member.Name);
            else
                target[member.Name] = ToNode(member.Value);
        }
    }

    /// <returns>What stands at the place now.</returns>
    private static JsonNode Set(JsonNode? node, PayloadPath path, int depth, JsonElement values)
    {
        if (depth == path.Steps.Count)
        {
            var merged = node as JsonObject ?? [];
            Merge(merged, values);
            return merged;
        }

        var step = path.Steps[depth];
        if (step.Key is { } key)
        {
            var parent = node as JsonObject ?? [];
            Put(parent[key], changed => parent[key] = changed);
            return parent;
        }

        // An element that is not there is not made.
        var list = node as JsonArray ?? [];
        var indices = step == PathStep.Every ? Enumerable.Range(0, list.Count) : step.Index < list.Count ? [step.Index] : [];
        foreach (var index in indices)
            Put(list[index], changed => list[index] = changed);
        return list;

        // A node has one parent: what stays the same object must not be set again.
        void Put(JsonNode? before, Action<JsonNode> put)
        {
            var after = Set(before, path, depth + 1, values);
            if (!ReferenceEquals(before, after))
                put(after);
        }
    }

    private static void Remove(JsonNode? node, PayloadPath path, int depth)
    {
        var step = path.Steps[depth];
        var isLast = depth == path.Steps.Count - 1;
        switch (node)
        {
            case JsonObject parent when step.Key is { } key && isLast:
                parent.Remove(key);
                break;
            case JsonObject parent when step.Key is { } key:
                Remove(parent[key], path, depth + 1);
                break;
            case JsonArray list when step == PathStep.Every && isLast:
                list.Clear();
                break;
            case JsonArray list when step == PathStep.Every:
                foreach (var element in list)
                    Remove(element, path, depth + 1);
                break;
            case JsonArray list when step.Key is null && !isLast && step.Index < list.Count:
                Remove(list[step.Index], path, depth + 1);
                break;
            default:
                // Not there, or an element by its number, which cannot be taken out twice with the same result.
                break;
        }
    }
}
