namespace DevFlow.Hosting.Tests.Surface;

/// <summary>Aspire's public signatures, of the types that the local engine declares.</summary>
internal sealed class AspireSurface
{
    private readonly Dictionary<string, AspireType> _types = new(StringComparer.Ordinal);

    private AspireSurface(string list)
    {
        AspireType? type = null;
        foreach (var line in list.Split('\n'))
        {
            if (line.StartsWith("Aspire.Hosting", StringComparison.Ordinal))
                _types.Add((type = AspireType.Parse(line)).Name, type);
            else if (line.StartsWith("  ", StringComparison.Ordinal))
                type!.Members.Add(line.Trim());
        }
    }

    /// <summary>The list beside this file, as it is.</summary>
    public static string List
    {
        get
        {
            using var reader = new StreamReader(typeof(AspireSurface).Assembly.GetManifestResourceStream("aspire-surface.txt")!);
            return reader.ReadToEnd();
        }
    }

    public static AspireSurface Read(string list) => new(list);

    /// <summary>How a type of ours differs from Aspire's of that name; what Aspire has beyond ours is no difference.</summary>
    public IReadOnlyList<string> DifferencesOf(Type type)
    {
        var ours = Signature.Of(type);
        if (!_types.TryGetValue(AspireType.NameIn(ours), out var theirs))
            return [$"Aspire has no {ours}"];

        var bases = Signature.BasesOf(type);
        List<string> differences = [];
        if (theirs.Declaration != ours)
            differences.Add($"{ours} is {theirs.Declaration}");
        if (type.IsClass && theirs.Base != Signature.ClassExtendedBy(type))
            differences.Add($"{ours} extends {theirs.Base ?? "nothing"}, not {Signature.ClassExtendedBy(type) ?? "nothing"}");
        differences.AddRange(bases.Except(theirs.Bases, StringComparer.Ordinal).Select(other => $"{ours} is no {other}"));
        differences.AddRange(Signature.MembersOf(type).Except(theirs.Members, StringComparer.Ordinal).Select(member => $"{ours} has no {member}"));
        return differences;
    }
}
