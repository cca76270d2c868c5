using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Makes a test of a single value of `match`.</summary>
internal static class MatchReader
{
    public static Func<JsonElement, bool> Read(JsonElement json, bool hasTextIndex)
    {
        json.Expect(JsonValueKind.Object, "match");
        if (json.Find("value") is { } value)
            return ReadValue(value);
        if (json.FindList("any") is { } any)
            return ReadAny(any, isExcept: false);
        if (json.FindList("except") is { } except)
            return ReadAny(except, isExcept: true);
        if (json.FindText("prefix") is { } prefix)
            return OnText(text => text.StartsWith(prefix, StringComparison.Ordinal));
        if (json.FindText("text") is { } words)
            return OnText(hasTextIndex ? TextMatch.AllWords(words) : text => text.Contains(words, StringComparison.Ordinal));
        if (json.FindText("text_any") is { } some)
            return OnText(hasTextIndex ? TextMatch.AnyWord(some) : TextMatch.AnyPart(some));
        return json.FindText("phrase") is { } phrase
            ? OnText(hasTextIndex ? TextMatch.Phrase(phrase) : text => text.Contains(phrase, StringComparison.Ordinal))
            : throw ApiException.Format("match: expected one of `value`, `any`, `except`, `text`, `text_any`, `phrase`, `prefix`");
    }

    private static Func<JsonElement, bool> ReadValue(JsonElement wanted)
    {
        switch (wanted.ValueKind)
        {
            case JsonValueKind.String:
                var text = wanted.GetString()!;
                return stored => stored.ValueKind == JsonValueKind.String && stored.ValueEquals(text);
            case JsonValueKind.True or JsonValueKind.False:
                return stored => stored.ValueKind == wanted.ValueKind;
            case JsonValueKind.Number when wanted.TryGetInt64(out var number):
                return stored => stored.ValueKind == JsonValueKind.Number && stored.TryGetInt64(out var value) && value == number;
            default:
                throw JsonMembers.WrongType("match.value", wanted, "a string, an integer or a boolean");
        }
    }

    private static Func<JsonElement, bool> ReadAny(JsonElement list, bool isExcept)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<long>();
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.String)
                texts.Add(element.GetString()!);
            else if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number))
                numbers.Add(number);
            else
                throw JsonMembers.WrongType("match", element, "strings or integers");
        }

        if (texts.Count > 0 && numbers.Count > 0)
            throw ApiException.Format("match: expected strings or integers, not both");
        return stored => (stored.ValueKind != JsonValueKind.Null || !isExcept) && isExcept != IsIn(stored);

        bool IsIn(JsonElement stored) => stored.ValueKind switch
        {
            JsonValueKind.String => texts.Count > 0 && texts.Contains(stored.GetString()!),
            JsonValueKind.Number => numbers.Count > 0 && stored.TryGetInt64(out var number) && numbers.Contains(number),
            _ => false,
        };
    }

    private static Func<JsonElement, bool> OnText(Func<string, bool> test) =>
        stored => stored.ValueKind == JsonValueKind.String && test(stored.GetString()!);
}
