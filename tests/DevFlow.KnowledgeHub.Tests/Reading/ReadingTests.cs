using System.Text;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Reading;

namespace DevFlow.KnowledgeHub.Tests.Reading;

public sealed class ReadingTests
{
    [Fact]
    public void Text_is_read_by_paragraphs_with_their_lines() => Assert.Equal(
        [new Passage("One\nand more", Line: 2), new Passage("Two", Line: 5)],
        Read(MediaTypes.Text, "\nOne\nand more\n \nTwo\n").Passages);

    [Fact]
    public void Markdown_is_read_by_blocks_under_their_headings()
    {
        var text = Read(MediaTypes.Markdown, "---\nsecret: front\n---\n# Top\n\nFirst *words*.\n\nSetext\n------\n\n- a\n- b\n\n```\n# no heading\n```\n\n# Next\nLast.\n");

        Assert.Equal("Top", text.Title);
        Assert.Equal(
            [
                new Passage("First *words*.", "Top", Line: 6), new Passage("- a\n- b", "Top › Setext", Line: 11),
                new Passage("```\n# no heading\n```", "Top › Setext", Line: 14), new Passage("Last.", "Next", Line: 19),
            ],
            text.Passages);
    }

    [Fact]
    public void Html_is_read_as_its_readers_see_it()
    {
        var text = Read(MediaTypes.Html, """
            <!doctype html><html><head><title> The
            page </title><style>p { color: red }</style></head>
            <body><nav>Home</nav><h1>Top</h1><p>Fish &amp; chips<br>are <b>go</b>od.</p><script>alert(1)</script>
            <ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table><pre>x
              y</pre><!-- note --></body></html>
            """);

        Assert.Equal("The page", text.Title);
        Assert.Equal(["Fish & chips are good.", "one", "two", "a | b", "x\n  y"], text.Passages.Select(passage => passage.Text));
        Assert.All(text.Passages, passage => Assert.Equal("Top", passage.Heading));
        Assert.Equal(3, text.Passages[0].Line);
    }

    [Fact]
    public void What_nobody_sees_is_not_read()
    {
        // "obey" in the letters of tags, a text that is turned around, and the joiner of a family, which is seen.
        var unseen = string.Concat("obey".Select(letter => char.ConvertFromUtf32(0xE0000 + letter)));

        var text = Read(MediaTypes.Markdown, $"# Ti\u00ADtle{unseen}\n\nPass{unseen}age \u202Ewith\u202C 👩\u200D👧.\n\n\u200B\n");

        Assert.Equal("Title", text.Title);
        Assert.Equal([new Passage("Passage with 👩\u200D👧.", "Title", Line: 3)], text.Passages);
    }

    [Fact]
    public void A_pdf_is_read_page_by_page()
    {
        var text = DocumentReader.Read(MediaTypes.Pdf, charset: null, Pdf.Of("The first page is about otters.", "The second is about beavers."));

        Assert.Equal(
            [("The first page is about otters.", 1, "page 1"), ("The second is about beavers.", 2, "page 2")],
            text.Passages.Select(passage => (passage.Text, passage.Page ?? 0, passage.Place)));
    }

    [Theory]
    [InlineData("utf-8", new byte[] { 0x41, 0xC3, 0xA4, 0xE4, 0x42 }, "byte 3 ")]
    [InlineData(null, new byte[] { 0xEF, 0xBB, 0xBF, 0x41, 0x80 }, "byte 4 ")]
    [InlineData(null, new byte[] { 0x41, 0xC3 }, "byte 1 ")]
    [InlineData("utf-16", new byte[] { 0x41, 0x00, 0x00, 0xD8, 0x41, 0x00 }, "byte 2 ")]
    [InlineData(null, new byte[] { 0x41, 0x00, 0x42 }, "character 1 is a zero")]
    [InlineData("klingon", new byte[] { 0x41 }, "charset")]
    public void What_is_not_in_the_encoding_that_it_says_is_refused_with_the_place(string? charset, byte[] bytes, string place)
    {
        var refused = Assert.Throws<HubException>(() => DocumentReader.Read(MediaTypes.Text, charset, bytes));

        Assert.Equal(400, refused.Status);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16le", "ä€😀")]
    [InlineData("utf-16be", "ä€😀")]
    [InlineData("iso-8859-1", "äö")]
    [InlineData("UTF-8", "ä€😀")]
    public void What_is_in_the_encoding_that_it_says_is_read(string charset, string text) => Assert.Equal(
        text, DocumentReader.Read(MediaTypes.Text, charset, Encoding.GetEncoding(charset).GetBytes(text)).Passages.Single().Text);

    [Theory]
    [InlineData(MediaTypes.Text, "", "empty")]
    [InlineData(MediaTypes.Text, " \n\t\n", "no text")]
    [InlineData(MediaTypes.Markdown, "# Only a heading\n", "no text")]
    [InlineData(MediaTypes.Html, "<script>alert(1)</script>", "no text")]
    [InlineData(MediaTypes.Pdf, "%PDF-1.7\nthis is no pdf", "broken")]
    [InlineData(MediaTypes.Pdf, "no pdf at all", "broken")]
    public void What_says_nothing_or_is_broken_is_refused(string type, string content, string why)
    {
        var refused = Assert.Throws<HubException>(() => Read(type, content));

        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_that_was_cut_off_is_refused_or_read_as_far_as_it_goes()
    {
        var whole = Pdf.Of("Otters.", "Beavers.");

        // Not a byte of it may end the process or hang.
        for (var length = 1; length < whole.Length; length += 37)
        {
            try
            {
                Assert.NotEmpty(DocumentReader.Read(MediaTypes.Pdf, charset: null, whole.AsMemory(0, length)).Passages);
            }
            catch (HubException refused)
            {
                Assert.Equal(400, refused.Status);
            }
        }
    }

    [Fact]
    public void A_pdf_of_pictures_is_refused_by_what_it_lacks() =>
        Assert.Contains("pictures", Assert.Throws<HubException>(() => DocumentReader.Read(MediaTypes.Pdf, charset: null, Pdf.Of(""))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(MediaTypes.Html, "<div>", 100_000)]
    [InlineData(MediaTypes.Html, "<b>", 2_000)]
    [InlineData(MediaTypes.Html, "<script>", 2_500_000)]
    [InlineData(MediaTypes.Html, "<style >", 2_500_000)]
    [InlineData(MediaTypes.Markdown, "> ", 10_000)]
    [InlineData(MediaTypes.Markdown, "- ", 2_000)]
    [InlineData(MediaTypes.Markdown, "[", 50_000)]
    public void What_is_nested_as_deep_as_nobody_writes_ends_no_process(string type, string open, int depth)
    {
        try
        {
            Assert.Contains("inside", Read(type, string.Concat(Enumerable.Repeat(open, depth)) + "inside").Passages[0].Text, StringComparison.Ordinal);
        }
        catch (HubException refused)
        {
            Assert.Equal(400, refused.Status);
        }
    }

    // Each of these once took hours, or would have: what a page costs grows as it does.
    [Theory]
    [InlineData(MediaTypes.Html, "x<br>")]
    [InlineData(MediaTypes.Html, "<p>x")]
    [InlineData(MediaTypes.Html, "<li>x</li>")]
    [InlineData(MediaTypes.Markdown, "[a](")]
    [InlineData(MediaTypes.Markdown, "*a ")]
    [InlineData(MediaTypes.Markdown, "[a]: b\n")]
    [InlineData(MediaTypes.Markdown, "| a | b |\n")]
    [InlineData(MediaTypes.Text, "x\n\n")]
    public void A_long_page_of_one_thing_is_read_or_refused(string type, string part)
    {
        try
        {
            Assert.NotEmpty(Read(type, string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length))).Passages);
        }
        catch (HubException refused)
        {
            Assert.Equal(400, refused.Status);
        }
    }

    private static DocumentText Read(string type, string text) => DocumentReader.Read(type, charset: null, Encoding.UTF8.GetBytes(text));
}
