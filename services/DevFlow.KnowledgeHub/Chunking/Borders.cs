namespace DevFlow.KnowledgeHub.Chunking;

/// <summary>Where a text can be divided: best where a sentence or a line ends, else between words, else anywhere but within a character.</summary>
internal static class Borders
{
    /// <summary>Where the text is best cut, as near to its end as can be.</summary>
    public static int Last(ReadOnlySpan<char> text)
    {
        for (var at = text.Length - 1; at > text.Length / 2; at--)
        {
            if (IsEndOfSentence(text, at))
                return at + 1;
        }

        var space = text.LastIndexOfAny(' ', '\n', '\t');
        if (space > text.Length / 2)
            return space + 1;
        return text.Length > 1 && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }

    /// <summary>Where the first sentence begins, or the first word.</summary>
    public static int First(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length / 2; at++)
        {
            if (IsEndOfSentence(text, at))
                return at + 1;
        }

        var space = text.IndexOfAny(' ', '\n', '\t');
        if (space >= 0)
            return space + 1;
        return char.IsLowSurrogate(text[0]) ? 1 : 0;
    }

    private static bool IsEndOfSentence(ReadOnlySpan<char> text, int at) =>
        text[at] is '\n' or '。' or '！' or '？' || (text[at] is ' ' && at > 0 && text[at - 1] is '.' or '!' or '?' or ':' or ';');
}
