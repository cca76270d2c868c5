namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Text without marks: paragraphs are what empty lines divide.</summary>
internal static class PlainText
{
    public static DocumentText Read(string text) => new(Title: null, [.. Paragraphs(text)], text);

    private static IEnumerable<Passage> Paragraphs(string text)
    {
        var (line, start, startLine) = (1, -1, 0);
        var at = 0;
        while (at <= text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            var isEmpty = text.AsSpan(at, end - at).IsWhiteSpace();
            if (!isEmpty && start < 0)
                (start, startLine) = (at, line);
            if (isEmpty && start >= 0)
            {
                yield return new Passage(text[start..at].Trim(), Line: startLine);
                start = -1;
            }

            at = end + 1;
            line++;
        }

        if (start >= 0)
            yield return new Passage(text[start..].Trim(), Line: startLine);
    }
}
