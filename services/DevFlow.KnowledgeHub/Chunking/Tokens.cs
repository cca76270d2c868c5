using Microsoft.ML.Tokenizers;

namespace DevFlow.KnowledgeHub.Chunking;

/// <summary>
/// How long a text is to a model. Counted as the models of OpenAI's embeddings count; another model counts otherwise, which makes its chunks a
/// little longer or shorter, and none too long.
/// </summary>
internal static class Tokens
{
    private static readonly Lazy<TiktokenTokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));

    public static int Count(ReadOnlySpan<char> text) => _tokenizer.Value.CountTokens(text);

    /// <summary>How many characters of a text the first tokens are.</summary>
    public static int CharactersOf(ReadOnlySpan<char> text, int tokens) => _tokenizer.Value.GetIndexByTokenCount(text, tokens, out _, out _);
}
