using System.Collections.Immutable;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>The fields that were said to be indexed. Every search is exact, so that only an index on text changes what is found.</summary>
/// <param name="Fields">What each was said to be, as an object with a `type`.</param>
internal sealed record PayloadSchema(ImmutableSortedDictionary<string, JsonElement> Fields)
{
    private const string Text = "text";

    private static readonly string[] _types = ["keyword", "integer", "float", "geo", Text, "bool", "datetime", "uuid"];
    private static readonly string[] _textOptions = ["stopwords", "stemmer", "min_token_len", "max_token_len", "ascii_folding"];

    public static PayloadSchema Empty { get; } = new(ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal));

    public static string TypeOf(JsonElement field) => field.GetProperty("type").GetString()!;

    public bool HasTextIndex(string path) => Fields.TryGetValue(path, out var field) && TypeOf(field) == Text;

    public PayloadSchema With(string path, JsonElement? schema)
    {
        var field = schema switch
        {
            null => throw ApiException.Unsupported("an index without `field_schema`, whose type would be guessed from the points"),
            { ValueKind: JsonValueKind.String } name => JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = name.GetString()! }),
            { } given => given.Expect(JsonValueKind.Object, "field_schema"),
        };
        var type = field.NeedText("type");
        if (!_types.Contains(type))
            throw ApiException.Format($"field_schema: unknown type `{type}`, expected one of {string.Join(", ", _types.Select(known => $"`{known}`"))}");
        if (type == Text)
            CheckText(field);
        return new PayloadSchema(Fields.SetItem(PayloadPath.Parse(path).ToString(), field));
    }

    public PayloadSchema Without(string path) => new(Fields.Remove(PayloadPath.Parse(path).ToString()));

    // Any of these would find other points than the plain word index does.
    private static void CheckText(JsonElement field)
    {
        field.Refuse(_textOptions);
        if (field.FindText("tokenizer") is not (null or "word"))
            throw ApiException.Unsupported("a `tokenizer` other than `word`");
        if (field.FindBool("lowercase") == false)
            throw ApiException.Unsupported("a text index that tells upper from lower case");
    }
}
