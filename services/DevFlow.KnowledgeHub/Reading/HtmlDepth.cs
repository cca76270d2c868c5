using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>
/// How deep a page nests, told by its tags alone before it is parsed: with each element the parser looks at all that are open, so that a page of a hundred thousand open tags
/// would hold it for minutes.
/// </summary>
internal static class HtmlDepth
{
    private const int Deepest = 1000;

    // Those that end by themselves.
    private static readonly HashSet<string> _uncounted = new(
        ["area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot",
            "th", "thead", "tr", "track", "wbr"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _isUncounted = _uncounted.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <exception cref="HubException">Deeper than anybody writes.</exception>
    public static void Check(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var at = 0; text[at..].IndexOf('<') is >= 0 and var next;)
        {
            at += next + 1;
            var isEnd = at < text.Length && text[at] is '/';
            var name = NameAt(text[(isEnd ? at + 1 : at)..]);
            if (name.Length == 0)
                continue;
            if (!_isUncounted.Contains(name))
                depth = Math.Max(0, depth + (isEnd ? -1 : 1));
            if (depth > Deepest)
                throw HubException.Invalid($"The page nests deeper than {Deepest} elements: its tags are broken. Send its text as text/plain.");
            at += name.Length;
            if (isEnd || !(name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)))
                continue;
            // One that does not end takes the rest of the page; looked for again at each of a million, its end would take hours.
            var end = text[at..].IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
            if (end < 0)
                return;
            at += end;
        }
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 40 && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '-' or ':'))
            length++;
        return text[..length];
    }
}
