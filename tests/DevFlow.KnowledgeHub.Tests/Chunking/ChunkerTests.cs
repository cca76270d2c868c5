using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Reading;

namespace DevFlow.KnowledgeHub.Tests.Chunking;

public sealed class ChunkerTests
{
    [Fact]
    public void Short_passages_under_the_same_headings_are_one_chunk() => Assert.Equal(
        [("a\n\nb", "H", "H, line 1"), ("c", "I", "I, line 5")],
        Chunker.Cut([new("a", "H", Line: 1), new("b", "H", Line: 3), new("c", "I", Line: 5)]).Select(chunk => (chunk.Text, chunk.Heading, chunk.Place)));

    [Fact]
    public void A_long_passage_is_divided_where_sentences_end_and_chunks_overlap()
    {
        var sentences = Enumerable.Range(1, 200).Select(number => $"Sentence number {number} speaks of otters and of the river. ").ToList();

        var chunks = Chunker.Cut([new Passage(string.Concat(sentences), "Otters", Line: 1)]);

        Assert.InRange(chunks.Count, 5, 15);
        Assert.All(chunks, chunk =>
        {
            Assert.InRange(Tokens.Count(chunk.Text), 1, Chunker.MostTokens + 80);
            Assert.EndsWith("river.", chunk.Text, StringComparison.Ordinal);
            Assert.StartsWith("Sentence", chunk.Text, StringComparison.Ordinal);
        });
        Assert.Equal(Enumerable.Range(0, chunks.Count), chunks.Select(chunk => chunk.Index));
        // Nothing is lost, and what stands on a border stands in both.
        Assert.All(sentences, sentence => Assert.Contains(chunks, chunk => chunk.Text.Contains(sentence.Trim(), StringComparison.Ordinal)));
        Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.Contains(pair.Second.Text.Split(". ")[0], pair.First.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_of_what_is_divided_are_told() =>
        Assert.True(Chunker.Cut([new Passage(string.Join('\n', Enumerable.Repeat("a line of a long list of things", 400)), Line: 10)]) is [{ Place: "line 10" }, { Place: var second }, ..]
            && second != "line 10");

    [Theory]
    [InlineData("a", 100_000)]
    [InlineData("漢", 2_000)]
    [InlineData("😀", 5_000)]
    [InlineData(" ", 100_000)]
    [InlineData("!?", 5_000)]
    public void What_has_no_words_is_divided_all_the_same(string part, int times)
    {
        var chunks = Chunker.Cut([new Passage(string.Concat(Enumerable.Repeat(part, times)))]);

        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 1, 4000));
        Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk.Text[0]) || char.IsHighSurrogate(chunk.Text[^1]), "within a character"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("Zm9vYmFy")]
    [InlineData("=-")]
    [InlineData("漢")]
    [InlineData("otters hold hands. ")]
    public void What_a_text_costs_grows_as_it_does_whatever_stands_in_it(string part)
    {
        var small = CostOf(part, 100_000);
        var large = CostOf(part, 1_000_000);

        Assert.InRange(large, 1_000_000, 4_000_000);
        Assert.InRange((double)large / small, 9, 11);
    }

    [Fact]
    public void A_text_of_words_is_counted_as_the_tokenizer_counts_it_whole()
    {
        var text = string.Concat(Enumerable.Range(1, 500).Select(number => $"Sentence {number} speaks,  in passing;\nof otters (and of \"rivers\")!\n\n"));

        var whole = Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding("cl100k_base");

        Assert.Equal(whole.CountTokens(text), Tokens.Count(text));
        Assert.Equal(whole.GetIndexByTokenCount(text, 1234, out _, out _), Tokens.CharactersOf(text, 1234));
    }

    [Fact]
    public void A_chunk_is_the_same_under_the_same_headings_alone()
    {
        var one = new Chunk(0, "text", "H", "line 1");

        Assert.Equal(one.Hash, (one with { Index = 7, Place = "line 9" }).Hash);
        Assert.NotEqual(one.Hash, (one with { Heading = "I" }).Hash);
    }

    // Of a text without an end of a line, which is cut within its words.
    private static long CostOf(string part, int length)
    {
        var before = Tokens.Handed;
        Chunker.Cut([new Passage(string.Concat(Enumerable.Repeat(part, length / part.Length)), Line: 1)]);
        return Tokens.Handed - before;
    }
}
