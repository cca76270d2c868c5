namespace DevFlow.Secrets;

/// <summary>How Connect makes up a value (the API's <c>GeneratorRecipe</c>).</summary>
public sealed record ConnectRecipe
{
    /// <summary>The number of characters, 1 to 64; 32 by default.</summary>
    public int Length { get; init; } = 32;

    /// <summary>Any of <c>LETTERS</c>, <c>DIGITS</c>, <c>SYMBOLS</c>; all three by default.</summary>
    public IReadOnlyList<string>? CharacterSets { get; init; }

    /// <summary>Characters that must not occur; none by default.</summary>
    public string? ExcludeCharacters { get; init; }
}
