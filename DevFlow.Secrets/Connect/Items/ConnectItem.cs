using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>
/// An item. Listings give it without sections, fields and files. What Connect sends beyond this is passed over.
/// </summary>
public sealed record ConnectItem
{
    /// <summary>The id, 26 lower-case letters and digits; empty in an item that is still to be created.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The title. Two items of a vault may have the same.</summary>
    [AllowNull]
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>The vault that it lies in.</summary>
    [AllowNull]
    public ConnectItemVault Vault { get; init => field = value ?? new(""); } = new("");

    /// <summary><c>LOGIN</c>, <c>API_CREDENTIAL</c>, <c>SSH_KEY</c> and so on, or what later versions add.</summary>
    public string? Category { get; init; }

    /// <summary>The tags.</summary>
    [AllowNull]
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The version, one more with each change.</summary>
    public int Version { get; init; }

    /// <summary><c>ARCHIVED</c> or <c>DELETED</c>; null while it is in use.</summary>
    public string? State { get; init; }

    /// <summary>The sections.</summary>
    [AllowNull]
    public IReadOnlyList<ConnectSection> Sections { get; init => field = value ?? []; } = [];

    /// <summary>The fields.</summary>
    [AllowNull]
    public IReadOnlyList<ConnectField> Fields { get; init => field = value ?? []; } = [];

    /// <summary>The attached files, without their contents.</summary>
    [AllowNull]
    public IReadOnlyList<ConnectFile> Files { get; init => field = value ?? []; } = [];
}
