using System.Buffers;

namespace DevFlow.Secrets;

/// <summary>Tells what only looks like a secret: the examples of documentation, masks, and what is put in later.</summary>
internal static class TokenPlaceholders
{
    private const int LeastDistinct = 8;
    private const int LongestRun = 8;

    private static readonly SearchValues<string> _words = SearchValues.Create(
        ["example", "placeholder", "changeme", "change-me", "change_me", "your-", "your_", "xxxx", "dummy", "redacted", "....", "****"],
        StringComparison.OrdinalIgnoreCase);

    // What people write in the place of a password.
    private static readonly string[] _passwords =
        ["password", "passwd", "pass", "pwd", "pw", "secret", "user", "token", "changeme", "test", "foo", "bar", "hunter2", "mypassword", "your-password", "yourpassword"];

    /// <summary>Whether a token was made up: it says so, it has few distinct characters, or it counts.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> token)
    {
        if (token.ContainsAny(_words) || Distinct(token) < LeastDistinct)
            return true;

        // abcdefgh, 12345678, aaaaaaaa
        var (rising, same) = (1, 1);
        for (var i = 1; i < token.Length; i++)
        {
            rising = token[i] == token[i - 1] + 1 || (token[i - 1] == '9' && token[i] == '0') ? rising + 1 : 1;
            same = token[i] == token[i - 1] ? same + 1 : 1;
            if (rising == LongestRun || same == LongestRun)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a private key is one. Its coding has runs by itself (that of OpenSSH begins with nine times A, RSA's lengths with several), and random letters
    /// may make a word; a row of x has few distinct characters.
    /// </summary>
    public static bool IsDrawnKey(ReadOnlySpan<char> text, Range key)
    {
        var body = text[key];
        return Distinct(body[(body.LastIndexOf("-----", StringComparison.Ordinal) + 1)..]) > LeastDistinct;
    }

    /// <summary>Whether the value of a key is one that .env.example and the documentation have for it: your-…-here, &lt;token&gt;, xxx.</summary>
    public static bool IsExample(ReadOnlySpan<char> value) =>
        value.StartsWith("your-", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("your_", StringComparison.OrdinalIgnoreCase)
        || value is ['<', .., '>']
        || value.IndexOfAnyExcept("xX") < 0;

    /// <summary>Whether the password of a login was made up. Passwords of people may be short and plain, so less speaks against them.</summary>
    public static bool IsPlaceholderPassword(ReadOnlySpan<char> user, ReadOnlySpan<char> password) =>
        password.SequenceEqual(user)
        || password.ContainsAny(_words)
        || Distinct(password) < 3
        || "$<{[*".Contains(password[0])
        || (password[0] == '%' && !IsEscape(password))
        || HasBlank(password, '{', '}')
        || HasBlank(password, '<', '>')
        || IsWord(password);

    // %40 is a character of the password itself; %s and %(pass)s are put in later.
    private static bool IsEscape(ReadOnlySpan<char> text) => text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);

    // {name}, ${NAME}, <password>; a single brace is a character like any other.
    private static bool HasBlank(ReadOnlySpan<char> text, char open, char close) =>
        text.IndexOf(open) is >= 0 and var start && text[(start + 1)..].Contains(close);

    private static bool IsWord(ReadOnlySpan<char> password)
    {
        foreach (var word in _passwords)
        {
            if (password.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int Distinct(ReadOnlySpan<char> token)
    {
        UInt128 seen = 0;
        foreach (var c in token)
            seen |= UInt128.One << (c & 127);
        return (int)UInt128.PopCount(seen);
    }
}
