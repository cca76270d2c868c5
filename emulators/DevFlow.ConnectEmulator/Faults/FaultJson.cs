using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DevFlow.ConnectEmulator;

/// <summary>Rules as the control endpoint speaks them: {"kind": "slow-body", "milliseconds": 200, "times": 1}.</summary>
internal static class FaultJson
{
    private static readonly string[] _members = ["times", "method", "path", "milliseconds", "status", "message", "retryAfter"];

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static FaultRule Read(JsonObject json)
    {
        try
        {
            var rule = json.Deserialize<FaultRule>(_json)!;
            return rule.FaultInRule() is { } fault ? throw ApiException.Invalid($"Invalid fault: {fault}") : rule;
        }
        catch (JsonException e)
        {
            throw ApiException.Invalid(e.Path?.Split('.') is [_, var name] && _members.Contains(name)
                ? $"Invalid fault: {name} is of the wrong kind"
                : $"Invalid fault: it takes kind ({Kinds()}), {string.Join(", ", _members)}, and nothing else");
        }
    }

    public static JsonNode? Show(FaultRule rule) => JsonSerializer.SerializeToNode(rule, _json);

    private static string Kinds() =>
        string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}
