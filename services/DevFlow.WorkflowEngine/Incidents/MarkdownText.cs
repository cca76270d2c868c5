using System.Globalization;
using System.Text;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>What somebody wrote, inside a document in Markdown: no markup of it, no link, and nothing that turns the letters of the terminal that shows it.</summary>
internal static class MarkdownText
{
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length + 16);
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // Directions, joiners, tags: nobody sees them.
                case UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    plain.Append(' ');
                    before = null;
                    continue;
            }

            if (rune.IsAscii && IsMarkup((char)rune.Value, before))
                plain.Append('\\');
            plain.Append(rune);
            before = rune;
        }

        // What a reader would make a link of by itself.
        return plain.Replace("://", "\\://").Replace("www.", "www\\.").ToString();
    }

    // After a letter an underscore begins no emphasis, and keys have many.
    private static bool IsMarkup(char c, Rune? before) => c switch
    {
        '|' or '<' or '>' or '`' or '[' or ']' or '\\' or '*' or '&' or '~' => true,
        '_' => before is not { } letter || !Rune.IsLetterOrDigit(letter),
        _ => false,
    };
}
