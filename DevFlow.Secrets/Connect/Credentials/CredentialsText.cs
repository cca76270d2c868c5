using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>
/// What a text that should be a 1password-credentials.json is: how often it is encoded, and what is wrong with the JSON in it. The
/// fields are those that files of public Connect set-ups have; others are let pass, for versions to come.
/// </summary>
internal sealed record CredentialsText(int Encoded, string? Problem, JsonElement Json)
{
    // A file that was encoded by hand and once more by a tool; nobody manages a fourth time.
    private const int MostEncodings = 3;

    private static readonly (string Name, JsonValueKind[] Kinds)[] _fields =
    [
        ("verifier", [JsonValueKind.Object]),
        ("encCredentials", [JsonValueKind.Object]),
        ("uniqueKey", [JsonValueKind.Object]),
        ("version", [JsonValueKind.String, JsonValueKind.Number]),
        ("deviceUuid", [JsonValueKind.String]),
    ];

    /// <summary>Whether it is JSON at all, whatever it lacks.</summary>
    public bool IsJson => Json.ValueKind is not JsonValueKind.Undefined;

    public static CredentialsText Read(byte[] text)
    {
        for (var encoded = 0; encoded <= MostEncodings; encoded++)
        {
            var content = Encoding.UTF8.GetString(text).Trim();
            if (content.StartsWith('{'))
                return ReadJson(text, encoded);
            if (content.Length == 0 || !Base64.IsValid(content))
                break;
            text = Convert.FromBase64String(content);
        }

        return new(0, "is not JSON", default);
    }

    // Neither the text nor the parser's own words, which repeat a character of it.
    public override string ToString() => "***";

    private static CredentialsText ReadJson(byte[] text, int encoded)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement.Clone();
            var missing = _fields.Where(field => !root.TryGetProperty(field.Name, out var value) || !field.Kinds.Contains(value.ValueKind))
                .Select(field => field.Name).ToList();
            return new(encoded, missing.Count == 0 ? null : $"these fields are missing or malformed: {string.Join(", ", missing)}", root);
        }
        catch (JsonException e)
        {
            return new(encoded, $"is JSON that breaks off or is damaged on line {e.LineNumber + 1}", default);
        }
    }
}
