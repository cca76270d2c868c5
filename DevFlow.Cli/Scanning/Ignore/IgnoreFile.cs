using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// <c>.devflowignore</c> at the top of what is scanned, line by line: a path pattern as in .gitignore, or <c>fingerprint:</c> and the
/// fingerprint of a finding, after which a comment may stand; lines that begin with # are comments.
/// </summary>
internal sealed class IgnoreFile
{
    public const string Name = ".devflowignore";

    private readonly List<IgnoreLine> _patterns;
    private readonly Dictionary<string, IgnoreLine> _fingerprints;

    private IgnoreFile(IReadOnlyList<IgnoreLine> lines)
    {
        Lines = lines;
        _patterns = [.. lines.Where(line => line.Pattern is not null)];
        _fingerprints = lines.Where(line => line.Fingerprint is not null)
            .GroupBy(line => line.Fingerprint!).ToDictionary(same => same.Key, same => same.First());
    }

    public IReadOnlyList<IgnoreLine> Lines { get; }

    /// <summary>Reads the file of a folder; one that is not there ignores nothing.</summary>
    /// <exception cref="ProblemsException">Lines of it cannot be understood. All are named.</exception>
    public static IgnoreFile Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        var lines = new List<IgnoreLine>();
        var problems = new List<Problem>();
        foreach (var (index, text) in (File.Exists(path) ? File.ReadAllLines(path) : []).Index())
        {
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#'))
                continue;
            if (ParseLine(index + 1, text, out var problem) is { } line)
                lines.Add(line);
            else
                problems.Add(new($"{Name}:{index + 1}", problem!, Remedy: null));
        }

        return problems.Count == 0 ? new(lines) : throw new ProblemsException(
            $"{Name} cannot be understood", $"a line is a path pattern as in .gitignore, {Fingerprint.Prefix} and 16 hex digits, or a comment after #", problems);
    }

    /// <summary>Whether a path is ignored: by the last pattern that fits it, unless a folder above is, which takes everything along.</summary>
    public bool IsPathIgnored(ReadOnlySpan<byte> path)
    {
        if (_patterns.Count == 0)
            return false;
        var parts = Encoding.UTF8.GetString(path).Split('/');
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            IgnoreLine? last = null;
            foreach (var line in _patterns)
            {
                if (!line.Pattern!.Fits(parts.AsSpan(0, depth), isFolder: depth < parts.Length))
                    continue;
                line.IsUsed = true;
                last = line;
            }

            if (last is { Pattern.IsNegated: false })
                return true;
        }

        return false;
    }

    public bool IsFindingIgnored(string fingerprint)
    {
        if (!_fingerprints.TryGetValue(fingerprint, out var line))
            return false;
        return line.IsUsed = true;
    }

    private static IgnoreLine? ParseLine(int number, string text, out string? problem)
    {
        if (!text.StartsWith(Fingerprint.Prefix, StringComparison.Ordinal))
            return IgnorePattern.Parse(text, out problem) is { } pattern ? new(number, pattern, null) : null;

        var fingerprint = text[Fingerprint.Prefix.Length..].Split('#')[0].Trim();
        problem = Fingerprint.IsWellFormed(fingerprint) ? null : "a fingerprint has 16 hex digits in lower case";
        return problem is null ? new(number, null, fingerprint) : null;
    }
}
