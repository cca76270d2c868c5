using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>A secret as an agent sees it. There is no room for a value.</summary>
internal sealed record SecretSummary
{
    [Description("The environment key.")]
    public required string Key { get; init; }

    [Description("Its path in the catalog.")]
    public required string Path { get; init; }

    [Description("Whether it is a secret; else a setting that stands in the same catalog.")]
    public required bool Secret { get; init; }

    [Description("system, user or project.")]
    public required string Tier { get; init; }

    [Description("Its reference in 1Password, op://vault/item/field.")]
    public string? Reference { get; init; }

    [Description("What it is for.")]
    public string? Description { get; init; }

    [Description("found, placeholder, missing or unavailable.")]
    public required string State { get; init; }

    [Description("Where it comes from: 1password, .env, environment or apphost.")]
    public string? Source { get; init; }

    [Description("What that source said.")]
    public required string Detail { get; init; }

    [Description("Whether this mode needs it.")]
    public required bool Required { get; init; }

    [Description("The services that declare its use.")]
    public required IReadOnlyList<string> UsedBy { get; init; }

    [Description("Since when it is found where it is found.")]
    public DateTimeOffset? ChangedAt { get; init; }
}
