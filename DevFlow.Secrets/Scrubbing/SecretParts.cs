namespace DevFlow.Secrets;

/// <summary>What of a value is a secret by itself: the whole, its long lines, and passwords inside URLs and connection strings.</summary>
internal static class SecretParts
{
    private const int ShortestLine = 16;

    private static readonly string[] _words =
    [
        "development", "production", "localhost", "disabled", "information", "critical", "postgres", "postgresql", "readonly", "required",
        "optional", "internal", "external", "password", "changeme", "standard", "unlimited",
    ];

    /// <summary>Whether a value is a word that stands in every second file.</summary>
    public static bool IsOrdinaryWord(string value) => _words.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The parts that are long enough to be masked.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mostLines">How many of its lines.</param>
    public static IEnumerable<string> Of(string value, int mostLines)
    {
        // The line break at the end of a key file is seldom logged with it.
        var whole = value.Trim();
        return new[] { whole }.Concat(Lines(whole, mostLines)).Concat(Passwords(whole)).Where(part => part.Length >= SecretScrubber.MinimumLength);
    }

    /// <summary>
    /// Passwords in <c>scheme://user:password@host</c> and <c>Password=...;</c>, as written and decoded. One that is an ordinary word, or the name
    /// of its user, keeps nobody out, and would mask half of a text.
    /// </summary>
    public static IEnumerable<string> Passwords(string text) => AllPasswords(text).Where(password => !IsOrdinaryWord(password));

    private static IEnumerable<string> AllPasswords(string text)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            foreach (var password in PasswordsOfLogin(text[(at + 3)..]))
            {
                yield return password;
                yield return Uri.UnescapeDataString(password);
            }
        }

        foreach (var password in PasswordParameters(text))
        {
            yield return password;
            yield return Uri.UnescapeDataString(password);
        }
    }

    private static IEnumerable<string> Lines(string value, int most) => !value.Contains('\n', StringComparison.Ordinal)
        ? []
        : value.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.Length >= ShortestLine && !line.StartsWith("-----", StringComparison.Ordinal))
            .Take(most);

    // user:password@host:port/path. A stray slash in the password hides the @ from a strict reading; unless it is a port that
    // stands before the slash, the password then ends at the first @ or at the last.
    private static IEnumerable<string> PasswordsOfLogin(string rest)
    {
        var end = rest.AsSpan().IndexOfAny("/?#");
        var authority = end < 0 ? rest : rest[..end];
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            yield break;
        if (authority.LastIndexOf('@') is >= 0 and var at)
        {
            if (colon < at && !authority.AsSpan(0, colon).SequenceEqual(authority.AsSpan((colon + 1)..at)))
                yield return authority[(colon + 1)..at];
        }
        else if (!int.TryParse(authority.AsSpan(colon + 1), out _) && rest.LastIndexOf('@') is >= 0 and var last)
        {
            yield return rest[(colon + 1)..rest.IndexOf('@', StringComparison.Ordinal)];
            yield return rest[(colon + 1)..last];
        }
    }

    // Host=db;Password=...; and ?sslpassword=...& By hand: a regular expression that tells no case apart costs a new process 15 ms.
    private static IEnumerable<string> PasswordParameters(string text)
    {
        for (var at = text.IndexOf('='); at >= 0; at = text.IndexOf('=', at + 1))
        {
            var name = text.AsSpan(0, at);
            if (!name.EndsWith("password", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("pwd", StringComparison.OrdinalIgnoreCase))
                continue;
            var end = at + 1;
            while (end < text.Length && text[end] is not (';' or '&') && !char.IsWhiteSpace(text[end]))
                end++;
            if (end > at + 1)
                yield return text[(at + 1)..end];
            at = end - 1;
        }
    }
}
