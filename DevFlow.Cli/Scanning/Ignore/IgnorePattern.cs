namespace DevFlow.Cli.Scanning;

/// <summary>
/// A path pattern as gitignore(5) describes it. Git's own matching cannot be asked: it takes its patterns from its own files only, and knows
/// nothing of paths that only the history has. The one library there is makes each pattern a regular expression at run time, and lets
/// <c>/*.txt</c> fit in subfolders too, which would hide more than was meant; a test compares this one with git.
/// </summary>
internal sealed class IgnorePattern
{
    private readonly string[] _parts;
    private readonly bool _isFolder;

    private IgnorePattern(string[] parts, bool isFolder, bool isNegated)
    {
        _parts = parts;
        _isFolder = isFolder;
        IsNegated = isNegated;
    }

    /// <summary>Whether it takes back what an earlier one ignores.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="line">The line, which is neither empty nor a comment.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <returns>Null when something is.</returns>
    public static IgnorePattern? Parse(string line, out string? problem)
    {
        var text = TrimEnd(line);
        var isNegated = text.StartsWith('!');
        text = isNegated ? text[1..] : text;
        var isFolder = text.EndsWith('/');
        text = isFolder ? text[..^1] : text;
        problem = text.Trim('/').Length == 0 ? "the pattern names no path"
            : !PathGlob.IsWellFormed(text) ? @"the pattern has a [ without its ], or ends in a \ that escapes nothing"
            : null;
        if (problem is not null)
            return null;

        // Without a slash inside it fits at any depth.
        var isAnchored = text.Contains('/');
        var parts = text.TrimStart('/').Split('/');
        return new(isAnchored ? parts : ["**", .. parts], isFolder, isNegated);
    }

    /// <summary>Whether it fits the path, which is that of a folder or of a file.</summary>
    public bool Fits(ReadOnlySpan<string> path, bool isFolder) => (isFolder || !_isFolder) && Fits(_parts, path);

    private static bool Fits(ReadOnlySpan<string> parts, ReadOnlySpan<string> path)
    {
        if (parts.Length == 0 || path.Length == 0)
            return parts.Length == path.Length;
        if (parts[0] != "**")
            return PathGlob.Fits(parts[0], path[0]) && Fits(parts[1..], path[1..]);

        // At the end it stands for everything in the folder, but not for the folder.
        if (parts.Length == 1)
            return true;
        for (var skipped = 0; skipped < path.Length; skipped++)
        {
            if (Fits(parts[1..], path[skipped..]))
                return true;
        }

        return false;
    }

    // Blanks at the end do not count, unless \ stands before.
    private static string TrimEnd(string line)
    {
        var text = line.TrimEnd(' ', '\r');
        return text.EndsWith('\\') && text.Length < line.Length ? text + " " : text;
    }
}
