namespace DevFlow.Cli.Scanning;

/// <summary>A pattern for one name in a path: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>, <c>[[:digit:]]</c>, and <c>\</c> before any of them.</summary>
internal static class PathGlob
{
    public static bool IsWellFormed(ReadOnlySpan<char> glob)
    {
        while (glob.Length > 0)
        {
            if (glob is ['\\'])
                return false;
            var length = glob[0] switch { '\\' => 2, '[' => LengthOfClass(glob), _ => 1 };
            if (length == 0)
                return false;
            glob = glob[length..];
        }

        return true;
    }

    public static bool Fits(ReadOnlySpan<char> glob, ReadOnlySpan<char> name)
    {
        // After a star, the place to go back to: with one more character taken by it. Of two stars only the last has to.
        var (g, n, star, taken) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (g < glob.Length && glob[g] == '*')
            {
                (star, taken) = (g++, n);
            }
            else if (g < glob.Length && FitsOne(glob[g..], name[n], out var length))
            {
                g += length;
                n++;
            }
            else if (star >= 0)
            {
                (g, n) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        return glob[g..].IndexOfAnyExcept('*') < 0;
    }

    private static bool FitsOne(ReadOnlySpan<char> glob, char c, out int length)
    {
        length = glob[0] switch { '\\' => 2, '[' => LengthOfClass(glob), _ => 1 };
        return glob[0] switch
        {
            '?' => true,
            '\\' => glob[1] == c,
            '[' => IsInClass(glob[1..(length - 1)], c),
            var other => other == c,
        };
    }

    /// <summary>From the [ to its ]; 0 when it has none. A ] right at the beginning is one of the characters.</summary>
    private static int LengthOfClass(ReadOnlySpan<char> glob)
    {
        var at = glob is [_, '!' or '^', ..] ? 2 : 1;
        for (var first = at; at < glob.Length; at++)
        {
            if (glob[at] == ']' && at > first)
                return at + 1;
            if (glob[at] == '\\')
                at++;
            else if (glob[at..] is ['[', ':', .. var rest] && rest.IndexOf(":]") is >= 0 and var end)
                at += end + 3;
        }

        return 0;
    }

    private static bool IsInClass(ReadOnlySpan<char> members, char c)
    {
        var isNegated = members is ['!' or '^', ..];
        members = isNegated ? members[1..] : members;
        var isIn = false;
        while (members.Length > 0)
        {
            if (members is ['[', ':', .. var rest] && rest.IndexOf(":]") is >= 0 and var end)
            {
                isIn |= IsOf(rest[..end], c);
                members = rest[(end + 2)..];
                continue;
            }

            var low = Take(ref members);
            var high = low;
            if (members is ['-', _, ..])
            {
                members = members[1..];
                high = Take(ref members);
            }

            isIn |= low <= c && c <= high;
        }

        return isIn != isNegated;
    }

    private static char Take(ref ReadOnlySpan<char> members)
    {
        var at = members is ['\\', _, ..] ? 1 : 0;
        var c = members[at];
        members = members[(at + 1)..];
        return c;
    }

    private static bool IsOf(ReadOnlySpan<char> name, char c) => name switch
    {
        "alnum" => char.IsAsciiLetterOrDigit(c),
        "alpha" => char.IsAsciiLetter(c),
        "blank" => c is ' ' or '\t',
        "cntrl" => c < ' ' || c == '\x7F',
        "digit" => char.IsAsciiDigit(c),
        "graph" => c is > ' ' and < '\x7F',
        "lower" => char.IsAsciiLetterLower(c),
        "print" => c is >= ' ' and < '\x7F',
        "punct" => c is > ' ' and < '\x7F' && !char.IsAsciiLetterOrDigit(c),
        "space" => c is ' ' or (>= '\t' and <= '\r'),
        "upper" => char.IsAsciiLetterUpper(c),
        "xdigit" => char.IsAsciiHexDigit(c),
        _ => false,
    };
}
