using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What of a payload an answer shows.</summary>
internal sealed class PayloadSelection
{
    private readonly Func<List<PathStep>, bool>? _shows;

    private PayloadSelection(Func<List<PathStep>, bool>? shows) => _shows = shows;

    public static PayloadSelection All { get; } = new(shows: null);

    /// <summary>Null: no payload at all.</summary>
    public static PayloadSelection? Read(JsonElement? json, bool byDefault)
    {
        switch (json)
        {
            case null:
                return byDefault ? All : null;
            case { ValueKind: JsonValueKind.True or JsonValueKind.False }:
                return json.Value.ValueKind == JsonValueKind.True ? All : null;
            case { ValueKind: JsonValueKind.Array }:
                return Including(json.Value);
            default:
                var selector = json.Value.Expect(JsonValueKind.Object, "with_payload");
                return selector.FindList("include") is { } included ? Including(included)
                    : selector.FindList("exclude") is { } excluded ? Excluding(excluded)
                    : throw ApiException.Format("with_payload: expected a boolean, a list of keys, `include` or `exclude`");
        }
    }

    public void Write(Utf8JsonWriter writer, JsonElement payload)
    {
        if (_shows is null)
            payload.WriteTo(writer);
        else
            Write(writer, payload, []);
    }

    // Whatever leads to an included place, and whatever lies in it.
    private static PayloadSelection Including(JsonElement list)
    {
        var paths = Paths(list);
        return new(place => paths.Exists(path => path.Steps.Zip(place).All(pair => pair.First == pair.Second)));
    }

    private static PayloadSelection Excluding(JsonElement list)
    {
        var paths = Paths(list);
        return new(place => !paths.Exists(path => new PayloadPath(place).StartsWith(path.Steps)));
    }

    private static List<PayloadPath> Paths(JsonElement list) =>
        [.. list.EnumerateArray().Select(path => PayloadPath.Parse(path.Expect(JsonValueKind.String, "with_payload[]").GetString()!))];

    private void Write(Utf8JsonWriter writer, JsonElement value, List<PathStep> place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                    WriteIfShown(member.Value, new PathStep(member.Name, 0), member.Name);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    WriteIfShown(element, PathStep.Every, name: null);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }

        void WriteIfShown(JsonElement inner, PathStep step, string? name)
        {
            place.Add(step);
            if (_shows!(place))
            {
                if (name is not null)
                    writer.WritePropertyName(name);
                Write(writer, inner, place);
            }

            place.RemoveAt(place.Count - 1);
        }
    }
}
