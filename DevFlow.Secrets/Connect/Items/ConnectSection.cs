using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>A section of an item.</summary>
public sealed record ConnectSection
{
    /// <summary>The id.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The label; null in a field's pointer to its section.</summary>
    public string? Label { get; init; }
}
