using System.Collections.Immutable;

namespace DevFlow.ConnectEmulator;

/// <summary>An item as it stands at one moment.</summary>
public sealed record Item
{
    /// <summary>26 characters of a-z and 0-9.</summary>
    public required string Id { get; init; }

    /// <summary>The title; several items may share one.</summary>
    public string Title { get; init; } = "";

    /// <summary>Such as API_CREDENTIAL.</summary>
    public required string Category { get; init; }

    /// <summary>Starts at 1 and grows by one with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it stands among the favorites.</summary>
    public bool Favorite { get; init; }

    /// <summary>ARCHIVED, DELETED, or null for an item in use.</summary>
    public string? State { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who changed it last; null as long as nobody did.</summary>
    public string? LastEditedBy { get; init; }

    /// <summary>Free words.</summary>
    public ImmutableList<string> Tags { get; init; } = [];

    /// <summary>Addresses.</summary>
    public ImmutableList<ItemUrl> Urls { get; init; } = [];

    /// <summary>The named groups of fields.</summary>
    public ImmutableList<ItemSection> Sections { get; init; } = [];

    /// <summary>The fields; two may share a label.</summary>
    public ImmutableList<ItemField> Fields { get; init; } = [];

    /// <summary>Attached files.</summary>
    public ImmutableList<ItemFile> Files { get; init; } = [];

    /// <summary>Earlier values of the field with the purpose PASSWORD, oldest first. The API never shows them.</summary>
    public ImmutableList<string> PasswordHistory { get; init; } = [];

    /// <summary>The title and the version, but no value.</summary>
    public override string ToString() => $"{Title} (version {Version})";
}
