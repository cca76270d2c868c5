using System.Buffers;

namespace DevFlow.Secrets;

/// <summary>Finds tokens by their form: one fast pass for the words that they begin with, and only there the form itself.</summary>
internal sealed class TokenSearch
{
    /// <summary>How much of a text a form may look at; no match is longer.</summary>
    public const int Window = 8 * 1024;

    private readonly SearchValues<string> _keywords = SearchValues.Create([.. TokenRules.All.SelectMany(rule => rule.Keywords).Distinct()], StringComparison.Ordinal);
    private readonly ILookup<char, (string Keyword, TokenRule Rule)> _rules =
        TokenRules.All.SelectMany(rule => rule.Keywords.Select(keyword => (keyword, rule))).ToLookup(pair => pair.keyword[0]);

    /// <summary>The next token.</summary>
    /// <param name="text">The text, one character for each byte.</param>
    /// <param name="from">Where to begin; what stands before is looked at to tell where words begin.</param>
    /// <param name="start">Where the token stands.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>The form that it has; null when there is none.</returns>
    public TokenRule? Find(ReadOnlySpan<char> text, int from, out int start, out int length)
    {
        while (text[from..].IndexOfAny(_keywords) is >= 0 and var hit)
        {
            from += hit;
            if (At(text, from, out start, out length) is { } rule)
                return rule;
            from++;
        }

        start = length = 0;
        return null;
    }

    private TokenRule? At(ReadOnlySpan<char> text, int at, out int start, out int length)
    {
        var rest = text.Slice(at, Math.Min(Window, text.Length - at));
        foreach (var (keyword, rule) in _rules[rest[0]])
        {
            if (!rest.StartsWith(keyword, StringComparison.Ordinal) || (rule.BeginsWord && !BeginsWord(text[..at])))
                continue;
            foreach (var match in rule.Form.EnumerateMatches(rest))
            {
                var secret = rule.SecretAt(rest[..match.Length]);
                if (!rule.IsSecret(rest, secret..match.Length))
                    break;
                (start, length) = (at + secret, match.Length - secret);
                return rule;
            }
        }

        start = length = 0;
        return null;
    }

    // The escapes of C, JSON and URLs end in letters that belong to no word: \nghp_, %3Dghp_
    private static bool BeginsWord(ReadOnlySpan<char> before) => before switch
    {
        [] => true,
        [.., '\\', 'n' or 'r' or 't'] => true,
        [.., '%', var high, var low] when char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low) => true,
        [.., var last] => !char.IsAsciiLetterOrDigit(last) && last is not ('_' or '-'),
    };
}
