namespace DevFlow.Hosting.Tests.Surface;

/// <summary>A type in the list of Aspire's signatures, with our namespaces.</summary>
/// <param name="Declaration">Such as <c>DevFlow.Hosting: static class X</c>.</param>
/// <param name="Bases">What it extends and implements.</param>
internal sealed record AspireType(string Declaration, IReadOnlyList<string> Bases)
{
    public List<string> Members { get; } = [];

    /// <summary>Namespace and name, such as <c>DevFlow.Hosting: X</c>.</summary>
    public string Name => NameIn(Declaration);

    /// <summary>The class that it extends; null for none but object.</summary>
    public string? Base => Bases.FirstOrDefault(other => !IsInterface(other));

    /// <summary>From <c>Aspire.Hosting: class X : Base, IOther   [Assembly]</c>.</summary>
    public static AspireType Parse(string line)
    {
        var parts = line.Split("   [")[0].Split(" : ", 2);
        return new($"DevFlow{parts[0]["Aspire".Length..]}", parts.Length == 1 ? [] : [.. Split(parts[1])]);
    }

    public static string NameIn(string declaration) => $"{declaration.Split(' ')[0]} {declaration[(declaration.IndexOf(Kind(declaration), StringComparison.Ordinal) + Kind(declaration).Length)..].Trim()}";

    private static string Kind(string declaration) =>
        ((string[])[" class ", " interface ", " enum ", " struct "]).First(kind => declaration.Contains(kind, StringComparison.Ordinal));

    private static bool IsInterface(string name) => name is ['I', _, ..] && char.IsUpper(name[1]);

    /// <summary>At the commas that are not between angle brackets.</summary>
    private static IEnumerable<string> Split(string bases)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i < bases.Length; i++)
        {
            depth += bases[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (bases[i] != ',' || depth > 0)
                continue;
            yield return bases[start..i].Trim();
            start = i + 1;
        }

        yield return bases[start..].Trim();
    }
}
