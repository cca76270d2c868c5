using System.Globalization;
using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>A place in a JSON document (RFC 6901), such as <c>/data/0/id</c>; the empty one is all of it.</summary>
internal sealed class JsonPointer
{
    private readonly string _text;
    private readonly string[] _tokens;

    private JsonPointer(string text)
    {
        _text = text;
        _tokens = [.. text.Split('/').Skip(1).Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>Null for what is none.</summary>
    public static JsonPointer? TryParse(string text)
    {
        if (text.Length > 0 && text[0] != '/')
            return null;
        for (var at = text.IndexOf('~', StringComparison.Ordinal); at >= 0; at = text.IndexOf('~', at + 1))
        {
            if (at + 1 == text.Length || text[at + 1] is not ('0' or '1'))
                return null;
        }

        return new(text);
    }

    /// <summary>What stands there; null for nothing.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var found = root;
        foreach (var token in _tokens)
        {
            if (found.ValueKind is JsonValueKind.Object && found.TryGetProperty(token, out var property))
                found = property;
            else if (found.ValueKind is JsonValueKind.Array && IndexOf(token) is { } index && index < found.GetArrayLength())
                found = found[index];
            else
                return null;
        }

        return found;
    }

    /// <summary>The text or the number that stands there; null for nothing, and for anything else.</summary>
    public string? FindText(JsonElement root) => Find(root) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public override string ToString() => _text;

    private static int? IndexOf(string token) =>
        (token == "0" || !token.StartsWith('0')) && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
