using Microsoft.ML.Tokenizers;

namespace DevFlow.KnowledgeHub.Chunking;

/// <summary>
/// How long a text is to a model. Counted as the models of OpenAI's embeddings count; another model counts otherwise, which makes its chunks a
/// little longer or shorter, and none too long.
/// </summary>
internal static class Tokens
{
    private static readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));

    // A row without a space is one word to the tokenizer, which takes far more than its length for it: of a longer one it sees pieces. Words that people write are
    // shorter, and are counted as they are.
    private const int LongestSlice = 256;

    [ThreadStatic]
    private static long _handed;

    /// <summary>How many characters this thread has handed to the tokenizer: by it, and not by time, a test tells what a text costs.</summary>
    public static long Handed => _handed;

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var slice = text.Slice(at, LengthOfSlice(text[at..]));
            count += CountSlice(slice);
            at += slice.Length;
        }

        return count;
    }

    /// <summary>How many characters of a text the first tokens are.</summary>
    public static int CharactersOf(ReadOnlySpan<char> text, int tokens)
    {
        var at = 0;
        while (at < text.Length && tokens > 0)
        {
            var slice = text.Slice(at, LengthOfSlice(text[at..]));
            _handed += slice.Length;
            at += _tokenizer.Value.GetIndexByTokenCount(slice, tokens, out _, out var count);
            tokens -= count;
        }

        return at;
    }

    private static int CountSlice(ReadOnlySpan<char> slice)
    {
        _handed += slice.Length;
        return _tokenizer.Value.CountTokens(slice);
    }

    // Before a space, which is a part of the word behind it: there no token goes across.
    private static int LengthOfSlice(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestSlice)
            return text.Length;
        for (var at = LongestSlice; at > LongestSlice / 2; at--)
        {
            if (text[at] is ' ' && !char.IsWhiteSpace(text[at - 1]))
                return at;
        }

        return char.IsHighSurrogate(text[LongestSlice - 1]) ? LongestSlice - 1 : LongestSlice;
    }
}
