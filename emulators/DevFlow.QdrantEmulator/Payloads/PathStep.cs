namespace DevFlow.QdrantEmulator;

/// <summary>A key of an object, or an element of a list.</summary>
internal sealed record PathStep(string? Key, int Index)
{
    /// <summary>`[]`: every element.</summary>
    public static PathStep Every { get; } = new(Key: null, -1);
}
