using System.Globalization;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>
/// Connect's own kind of RFC 6902: add, remove and replace only, and the members of <c>fields</c> and <c>sections</c> go by their ids,
/// not by their index. An operation that cannot be done throws, and the item stays as it was, because only a copy is worked on.
/// </summary>
internal static class ItemPatch
{
    private static readonly string[] _fixed = ["id", "vault", "version", "createdAt", "updatedAt", "lastEditedBy", "state", "files"];

    public static JsonObject Apply(JsonObject item, JsonArray operations)
    {
        foreach (var node in operations)
        {
            var operation = node as JsonObject ?? throw ApiException.Invalid("Invalid patch: a list of operations is expected");
            var op = operation.Text("op");
            if (op is not ("add" or "remove" or "replace"))
                throw ApiException.Invalid("Invalid op: it has to be add, remove or replace");
            if (op != "remove" && !operation.ContainsKey("value"))
                throw ApiException.Invalid("Invalid patch: the operation has no value");
            var path = JsonPointer.Parse(operation.Text("path") ?? throw ApiException.Invalid("Invalid patch: the operation has no path"));
            item = ApplyOne(item, op, path, operation["value"]?.DeepClone());
        }

        return item;
    }

    private static JsonObject ApplyOne(JsonObject item, string op, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            return op == "remove" ? throw ApiException.Invalid("Invalid path: DELETE removes an item")
                : value as JsonObject ?? throw ApiException.Invalid("Invalid value: an item is expected");
        }

        if (_fixed.Contains(path[0]))
            throw ApiException.Invalid($"Invalid path: {path[0]} cannot be changed");
        JsonNode parent = item;
        for (var depth = 0; depth < path.Length - 1; depth++)
            parent = Step(parent, path[depth], byId: IsById(path, depth)) ?? throw NoSuch(path);
        switch (parent)
        {
            case JsonObject members:
                ChangeMember(members, op, path, value);
                break;
            case JsonArray list:
                ChangeElement(list, op, path, value);
                break;
            default:
                throw NoSuch(path);
        }

        return item;
    }

    private static void ChangeMember(JsonObject members, string op, string[] path, JsonNode? value)
    {
        var name = path[^1];
        if (op == "remove")
        {
            if (!members.Remove(name))
                throw NoSuch(path);
        }
        else if (op == "add" && path is ["fields" or "sections"] && value is JsonObject)
        {
            if (members[name] is not JsonArray list)
                members[name] = list = [];
            list.Add(value);
        }
        else
        {
            members[name] = value;
            // A value that somebody thought of is of nobody knows how many bits.
            if (path is ["fields", _, "value"])
                members.Remove("entropy");
            // Asking for a new value is to give up the old one.
            if (path is ["fields", _, "generate"] && value is JsonValue flag && flag.TryGetValue<bool>(out var generate) && generate)
                members.Remove("value");
        }
    }

    private static void ChangeElement(JsonArray list, string op, string[] path, JsonNode? value)
    {
        var byId = IsById(path, path.Length - 1);
        if (op == "add" && (path[^1] == "-" || (!byId && path[^1] == $"{list.Count}")))
        {
            list.Add(value);
            return;
        }

        var index = IndexIn(list, path[^1], byId);
        if (index < 0)
            throw NoSuch(path);
        if (op == "add" && !byId)
            list.Insert(index, value);
        else if (op == "remove")
            list.RemoveAt(index);
        else
            list[index] = byId ? WithId(value, path[^1]) : value;
    }

    // A field that is replaced stays the same field.
    private static JsonObject WithId(JsonNode? value, string id)
    {
        var json = value as JsonObject ?? throw ApiException.Invalid("Invalid value: an object is expected");
        json["id"] = id;
        return json;
    }

    private static JsonNode? Step(JsonNode parent, string part, bool byId) => parent switch
    {
        JsonObject members => members[part],
        JsonArray list when IndexIn(list, part, byId) is >= 0 and var index => list[index],
        _ => null,
    };

    private static bool IsById(string[] path, int depth) => depth == 1 && path[0] is ("fields" or "sections");

    private static int IndexIn(JsonArray list, string part, bool byId)
    {
        if (!byId)
            return int.TryParse(part, NumberStyles.None, provider: null, out var index) && index < list.Count ? index : -1;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject member && member.Text("id") == part)
                return i;
        }

        return -1;
    }

    private static ApiException NoSuch(string[] path) => ApiException.Invalid($"Invalid path: there is no /{string.Join('/', path)}");
}
