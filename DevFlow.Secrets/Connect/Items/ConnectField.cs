using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>A field of an item.</summary>
public sealed record ConnectField
{
    /// <summary>The id; empty in a field that is still to be created.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The label that people see.</summary>
    public string? Label { get; init; }

    /// <summary><c>STRING</c>, <c>CONCEALED</c>, <c>OTP</c> and so on, or what later versions add.</summary>
    public string? Type { get; init; }

    /// <summary><c>USERNAME</c>, <c>PASSWORD</c> or <c>NOTES</c>; empty or null for other fields.</summary>
    public string? Purpose { get; init; }

    /// <summary>The value; null when the field is empty. Of a one-time password it is the seed.</summary>
    public ConnectSecret? Value { get; init; }

    /// <summary>The present code of a one-time password.</summary>
    public ConnectSecret? Totp { get; init; }

    /// <summary>The section that it stands in, by id; null when it stands in none.</summary>
    public ConnectSection? Section { get; init; }

    /// <summary>In an item that is to be created: Connect is to make up the value, by <see cref="Recipe"/>.</summary>
    public bool Generate { get; init; }

    /// <summary>How Connect makes up a value; null for its own way (32 characters).</summary>
    public ConnectRecipe? Recipe { get; init; }
}
