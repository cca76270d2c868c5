using System.Buffers;
using System.Text;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>
/// What nobody sees and a program reads: characters without width, hyphens that are not shown, marks that turn the direction of text around, and the letters of tags, in which
/// an order to a model can stand unseen. A value that one of them divides is a value all the same. Those that join letters of a script stay.
/// </summary>
internal static class InvisibleText
{
    private static readonly SearchValues<char> _suspects = SearchValues.Create("\u00AD\u200B\u2060\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uDB40");

    public static string Without(string text)
    {
        if (!text.AsSpan().ContainsAny(_suspects))
            return text;
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune.Value))
                seen.Append(rune.ToString());
        }

        return seen.ToString();
    }

    private static bool IsInvisible(int rune) =>
        rune is 0xAD or 0x200B or 0x2060 or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F);
}
