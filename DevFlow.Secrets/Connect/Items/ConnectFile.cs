using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>A file attached to an item, without its content.</summary>
public sealed record ConnectFile
{
    /// <summary>The id.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The file's name.</summary>
    [AllowNull]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Where Connect has the content: a path, with a leading slash or without (both are seen).</summary>
    [JsonPropertyName("content_path")]
    public string? ContentPath { get; init; }

    /// <summary>The section that it stands in, by id; null when it stands in none.</summary>
    public ConnectSection? Section { get; init; }
}
