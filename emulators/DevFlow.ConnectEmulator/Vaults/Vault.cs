using System.Collections.Immutable;

namespace DevFlow.ConnectEmulator;

/// <summary>A vault with its items, as it stands at one moment.</summary>
internal sealed record Vault
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string Type { get; init; } = "USER_CREATED";

    public int AttributeVersion { get; init; } = 1;

    /// <summary>Grows with every change of any item: a cheap way to ask whether anything is new.</summary>
    public int ContentVersion { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public ImmutableList<Item> Items { get; init; } = [];
}
