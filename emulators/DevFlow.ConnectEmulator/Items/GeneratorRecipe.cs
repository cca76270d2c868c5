using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

/// <summary>How a value is made that nobody has to think of.</summary>
internal sealed record GeneratorRecipe(int Length, string Alphabet)
{
    private const int DefaultLength = 32;
    private const int MaxLength = 64;

    private static readonly Dictionary<string, string> _sets = new(StringComparer.Ordinal)
    {
        ["LETTERS"] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        ["DIGITS"] = "0123456789",
        ["SYMBOLS"] = "!@.-_*#$%^&+=?~",
    };

    public double Entropy => Length * Math.Log2(Alphabet.Length);

    public static GeneratorRecipe Read(JsonObject? json)
    {
        var length = json?.Number("length") ?? DefaultLength;
        if (length is < 1 or > MaxLength)
            throw ApiException.Invalid($"Invalid recipe: length has to be from 1 to {MaxLength}");
        var names = json?.Array("characterSets") is { Count: > 0 } sets
            ? sets.Select(set => Body.Text(set, "characterSets")).ToList()
            : [.. _sets.Keys];
        if (names.Exists(name => !_sets.ContainsKey(name)) || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            throw ApiException.Invalid($"Invalid recipe: characterSets has to be some of {string.Join(", ", _sets.Keys)}, each once");
        var excluded = json?.Text("excludeCharacters") ?? "";
        var alphabet = string.Concat(names.SelectMany(name => _sets[name]).Except(excluded));
        return alphabet.Length > 0
            ? new GeneratorRecipe(length, alphabet)
            : throw ApiException.Invalid("Invalid recipe: excludeCharacters leaves no character");
    }

    public string MakeValue() => RandomNumberGenerator.GetString(Alphabet, Length);
}
