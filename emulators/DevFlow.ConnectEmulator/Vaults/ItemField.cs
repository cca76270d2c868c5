namespace DevFlow.ConnectEmulator;

/// <summary>One field of an item.</summary>
public sealed record ItemField
{
    /// <summary>Unique within its item.</summary>
    public required string Id { get; init; }

    /// <summary>STRING, CONCEALED, OTP and so on.</summary>
    public string Type { get; init; } = FieldTypes.Text;

    /// <summary>What people call it; null when it has no name but its id.</summary>
    public string? Label { get; init; }

    /// <summary>The value; null for an empty field, which the API then shows without a <c>value</c> member.</summary>
    public string? Value { get; init; }

    /// <summary>USERNAME, PASSWORD, NOTES or null.</summary>
    public string? Purpose { get; init; }

    /// <summary>The id of its section; null outside of all sections.</summary>
    public string? SectionId { get; init; }

    /// <summary>Bits of entropy, for a value that the server made.</summary>
    public double? Entropy { get; init; }

    /// <summary>The name, but no value.</summary>
    public override string ToString() => Label ?? Id;
}
