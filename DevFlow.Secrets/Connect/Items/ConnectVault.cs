using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>A vault. What Connect sends beyond this is passed over.</summary>
public sealed record ConnectVault
{
    /// <summary>The id, 26 lower-case letters and digits.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The title. Two vaults may have the same.</summary>
    [AllowNull]
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>How many items it holds.</summary>
    public int Items { get; init; }

    /// <summary>Grows whenever an item of the vault changes.</summary>
    public int ContentVersion { get; init; }

    /// <summary><c>USER_CREATED</c>, <c>PERSONAL</c>, <c>EVERYONE</c>, <c>TRANSFER</c>, or what later versions add.</summary>
    public string? Type { get; init; }
}
