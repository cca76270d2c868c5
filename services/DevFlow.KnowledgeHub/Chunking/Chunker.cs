using System.Text;
using DevFlow.KnowledgeHub.Reading;

namespace DevFlow.KnowledgeHub.Chunking;

/// <summary>
/// Makes chunks of passages: those under the same headings together, up to <see cref="MostTokens"/>; what is longer is divided where a sentence, a line or
/// a word ends. A chunk that goes on under the same headings begins with the end of the one before, so that what stands on the border is found as a whole.
/// </summary>
internal static class Chunker
{
    /// <summary>Counted up when chunks are made otherwise: then what is sent again is no more the same.</summary>
    public const int Version = 2;

    public const int MostTokens = 400;

    // Of prose: four characters are a token.
    private const int Overlap = 200;

    public static IReadOnlyList<Chunk> Cut(IEnumerable<Passage> passages)
    {
        List<Chunk> chunks = [];
        var text = new StringBuilder();
        var tokens = 0;
        Passage? first = null;
        foreach (var piece in passages.SelectMany(Pieces))
        {
            var length = Tokens.Count(piece.Text);
            if (first is not null && (first.Heading != piece.Heading || tokens + length > MostTokens))
            {
                var ended = Add();
                if (first.Heading == piece.Heading)
                    tokens = Begin(TailOf(ended.Text));
                first = null;
            }

            first ??= piece;
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(piece.Text);
            tokens += length;
        }

        if (first is not null)
            Add();
        return chunks;

        Chunk Add()
        {
            var chunk = new Chunk(chunks.Count, text.ToString(), first.Heading, first.Place);
            chunks.Add(chunk);
            text.Clear();
            tokens = 0;
            return chunk;
        }

        int Begin(string tail)
        {
            text.Append(tail);
            return Tokens.Count(tail);
        }
    }

    private static IEnumerable<Passage> Pieces(Passage passage)
    {
        var line = passage.Line;
        for (var at = 0; at < passage.Text.Length;)
        {
            var length = LengthOfPiece(passage.Text.AsSpan(at));
            var text = passage.Text.Substring(at, length);
            if (!string.IsNullOrWhiteSpace(text))
                yield return passage with { Text = text.Trim(), Line = line };
            // A later piece begins further down; where, its lines tell.
            line += text.AsSpan().Count('\n');
            at += length;
        }
    }

    private static int LengthOfPiece(ReadOnlySpan<char> text)
    {
        // No more is looked at than can be in it.
        var window = text[..Math.Min(text.Length, MostTokens * 4)];
        window = window[..Math.Max(1, Tokens.CharactersOf(window, MostTokens))];
        return window.Length == text.Length ? window.Length : Borders.Last(window);
    }

    private static string TailOf(string text)
    {
        if (text.Length <= Overlap)
            return text;
        var tail = text.AsSpan(text.Length - Overlap);
        return tail[Borders.First(tail)..].Trim().ToString();
    }
}
