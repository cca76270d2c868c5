using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>Where one secret comes from, and why.</summary>
internal sealed record SecretExplanation(
    string Key,
    string Path,
    string? Reference,
    [property: Description("The source that has it; null when none has.")] string? Winner,
    [property: Description("Each source, in the order in which they are asked.")] IReadOnlyList<SecretStep> Steps);
