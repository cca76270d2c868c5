using System.Text.Json.Nodes;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>What a hub's audit says of documents.</summary>
internal static class HubRecords
{
    /// <summary>Outcome, who, and which document, in the order of the record.</summary>
    public static List<string> Recorded(this Hub hub)
    {
        var files = Directory.GetFiles(Path.Combine(hub.Folder.Path, "logs", "audit"), "*.jsonl");
        return [.. files.SelectMany(Lines).Select(line => JsonNode.Parse(line)!).Where(record => ((string?)record["key"])?.StartsWith("api:documents/", StringComparison.Ordinal) is true)
            .Select(record => $"{record["outcome"]} {record["user"]} {((string)record["key"]!)["api:documents/".Length..]}")];
    }

    // It is written to meanwhile.
    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
