using System.Text.Json;

namespace DevFlow.Hosting.Local;

/// <summary>
/// A line as a person reads it. .NET's JSON console writes
/// <c>{"Timestamp":"2026-…","LogLevel":"Warning","Category":"My.Service","Message":"…","Exception":"…","State":{…}}</c>: good for machines,
/// and a screen full for every sentence. Any other line stays as it is.
/// </summary>
internal static class LogLineText
{
    public static string ForPeople(string line)
    {
        if (line is not ['{', .., '}'])
            return line;
        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            if (Text(entry, "LogLevel") is not { } level || Text(entry, "Message") is not { } message)
                return line;
            // "My.Service.Worker" is "Worker" to the eye; the whole name is in the telemetry.
            var category = Text(entry, "Category")?.Split('.')[^1];
            var exception = Text(entry, "Exception") is { Length: > 0 } text ? $"\n{text}" : "";
            return $"{Short(level)} {category}: {message}{exception}";
        }
        catch (JsonException)
        {
            return line;
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(string level) => level switch
    {
        "Information" => "info",
        "Warning" => "warn",
        "Error" => "fail",
        "Critical" => "crit",
        _ => level.ToLowerInvariant(),
    };
}
