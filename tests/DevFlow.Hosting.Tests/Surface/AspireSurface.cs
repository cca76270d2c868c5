namespace DevFlow.Hosting.Tests.Surface;

/// <summary>Aspire's public signatures, of the types that the local engine declares; read from the list beside this file.</summary>
internal sealed class AspireSurface
{
    private readonly Dictionary<string, List<string>> _members = new(StringComparer.Ordinal);

    public AspireSurface()
    {
        using var reader = new StreamReader(typeof(AspireSurface).Assembly.GetManifestResourceStream("aspire-surface.txt")!);
        var members = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("Aspire.Hosting", StringComparison.Ordinal))
                _members[Header(line)] = members = [];
            else if (line.StartsWith("  ", StringComparison.Ordinal))
                members.AddRange(line.Contains('(', StringComparison.Ordinal) || line.Contains('{', StringComparison.Ordinal) ? [line.Trim()] : line.Trim().Split(", "));
        }
    }

    /// <summary>The members of a type, given as <c>namespace: kind name</c>; null when Aspire has no such type.</summary>
    public IReadOnlyList<string>? MembersOf(string type) => _members.GetValueOrDefault(type);

    /// <summary>Whether the list has a type of that namespace and name, of whatever kind.</summary>
    public bool Has(string type) => _members.Keys.Any(key => Unkind(key) == Unkind(type));

    /// <summary>Whether a signature names a type: the list leaves out some types that its signatures need.</summary>
    public bool Mentions(string typeName) => _members.Values.SelectMany(members => members)
        .Any(member => System.Text.RegularExpressions.Regex.IsMatch(member, $@"\b{typeName}\b", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>From <c>DevFlow.Hosting: static class X</c> to <c>DevFlow.Hosting: X</c>.</summary>
    private static string Unkind(string type) => $"{type.Split(' ')[0]} {type.Split(' ')[^1]}";

    /// <summary>From <c>Aspire.Hosting: class X : Base   [Assembly]</c> to <c>DevFlow.Hosting: class X</c>.</summary>
    private static string Header(string line) =>
        "DevFlow" + line["Aspire".Length..].Split("   [")[0].Split(" : ")[0];
}
