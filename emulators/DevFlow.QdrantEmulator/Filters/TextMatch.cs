namespace DevFlow.QdrantEmulator;

/// <summary>Text matches. On a field with a text index they go by words, in lower case; without one, by parts of the text as it stands.</summary>
internal static class TextMatch
{
    public static Func<string, bool> AllWords(string query)
    {
        var wanted = Words(query).ToHashSet(StringComparer.Ordinal);
        return text => wanted.Count > 0 && wanted.IsSubsetOf(Words(text));
    }

    public static Func<string, bool> AnyWord(string query)
    {
        var wanted = Words(query).ToHashSet(StringComparer.Ordinal);
        return text => wanted.Overlaps(Words(text));
    }

    public static Func<string, bool> AnyPart(string query)
    {
        var parts = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return text => Array.Exists(parts, part => text.Contains(part, StringComparison.Ordinal));
    }

    public static Func<string, bool> Phrase(string query)
    {
        var wanted = Words(query);
        return text =>
        {
            var words = Words(text);
            return wanted.Count > 0 && Enumerable.Range(0, Math.Max(0, words.Count - wanted.Count + 1))
                .Any(start => words.Skip(start).Take(wanted.Count).SequenceEqual(wanted, StringComparer.Ordinal));
        };
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
                at++;
            if (at > start)
                words.Add(text[start..at].ToLowerInvariant());
        }

        return words;
    }
}
