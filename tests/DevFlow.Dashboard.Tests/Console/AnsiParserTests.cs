using DevFlow.Dashboard.Components.Console;

namespace DevFlow.Dashboard.Tests;

public sealed class AnsiParserTests
{
    [Fact]
    public void Text_without_escapes_is_one_plain_segment()
    {
        var segment = Assert.Single(new AnsiParser().Parse("just\ttext"));

        Assert.Equal(("just\ttext", AnsiStyle.Plain), (segment.Text, segment.Style));
    }

    [Fact]
    public void A_colour_lasts_until_it_is_reset_even_over_lines()
    {
        var parser = new AnsiParser();

        var first = parser.Parse("a \e[31mred");
        var second = parser.Parse("still\e[0m plain");

        Assert.Equal(["a ", "red"], first.Select(segment => segment.Text));
        Assert.Equal([null, AnsiColor.Palette(1)], first.Select(segment => segment.Style.Foreground));
        Assert.Equal([AnsiColor.Palette(1), null], second.Select(segment => segment.Style.Foreground));
    }

    [Theory]
    [InlineData("37", true, 7)]
    [InlineData("90", true, 8)]
    [InlineData("97", true, 15)]
    [InlineData("38;5;9", true, 9)]
    [InlineData("38;5;208", false, 0xff8700)]
    [InlineData("38;5;16", false, 0x000000)]
    [InlineData("38;5;255", false, 0xeeeeee)]
    [InlineData("38;2;1;2;3", false, 0x010203)]
    [InlineData("38:2::1:2:3", false, 0x010203)]
    [InlineData("38:2:1:2:3", false, 0x010203)]
    [InlineData("38:5:208", false, 0xff8700)]
    [InlineData("1;38;2;255;0;0;4", false, 0xff0000)]
    public void Every_way_to_say_a_colour_is_understood(string sgr, bool isPalette, int value)
    {
        var style = StyleAfter(sgr);

        Assert.Equal(new AnsiColor(isPalette, value), style.Foreground);
        Assert.Null(style.Background);
    }

    [Theory]
    [InlineData("41", true, 1)]
    [InlineData("107", true, 15)]
    [InlineData("48;5;226", false, 0xffff00)]
    [InlineData("48;2;9;8;7", false, 0x090807)]
    public void A_background_is_understood_alike(string sgr, bool isPalette, int value) => Assert.Equal(new AnsiColor(isPalette, value), StyleAfter(sgr).Background);

    [Theory]
    [InlineData("40")]
    [InlineData("41;49")]
    public void A_black_background_is_the_pages_own(string sgr) => Assert.Null(StyleAfter(sgr).Background);

    [Fact]
    public void Attributes_are_set_and_taken_back_one_by_one()
    {
        Assert.Equal(new AnsiStyle { IsBold = true, IsDim = true, IsItalic = true, IsUnderlined = true, IsInverse = true, IsStruck = true }, StyleAfter("1;2;3;4;7;9"));
        Assert.Equal(AnsiStyle.Plain, StyleAfter("1;2;3;4;7;9;22;23;24;27;29"));
        Assert.Equal(AnsiStyle.Plain, StyleAfter("1;31;44;"));
        Assert.Equal(AnsiStyle.Plain, StyleAfter("4:3;4:0"));
    }

    [Theory]
    [InlineData("38;5")]
    [InlineData("38;5;999")]
    [InlineData("38;2;1;2")]
    [InlineData("38;2;1;2;256")]
    [InlineData("38")]
    [InlineData("38:2")]
    [InlineData("99999999999999999999")]
    [InlineData("73")]
    public void What_makes_no_sense_changes_nothing(string sgr) => Assert.Null(StyleAfter(sgr).Foreground);

    [Theory]
    [InlineData("a\e[2Kb\e[1;5Hc\e[?25ld", "abcd")]
    [InlineData("\e]0;a title\aafter", "after")]
    [InlineData("\e]8;;https://example.org\e\\link\e]8;;\e\\", "link")]
    [InlineData("\e(Bcharset\e7saved\e8\eM", "charsetsaved")]
    [InlineData("\ePdevice\e\\x", "x")]
    [InlineData("bell\a back\b nul\0 del\x7f", "bell back nul del")]
    [InlineData("\u009b31mone byte", "one byte")]
    [InlineData("cut \e", "cut ")]
    [InlineData("cut \e[31", "cut ")]
    [InlineData("cut \e]0;title", "cut ")]
    [InlineData("broken \e[3\nx", "broken x")]
    [InlineData("\e[>4;1mnot a style", "not a style")]
    public void Every_other_sequence_is_left_out(string line, string text)
    {
        Assert.Equal(text, AnsiParser.Plain(line));
        Assert.Equal(AnsiStyle.Plain with { Foreground = line[0] == '\x9b' ? AnsiColor.Palette(1) : null }, StyleOf(line));
    }

    [Fact]
    public void Whatever_comes_no_escape_is_left_and_text_is_not_lost()
    {
        var random = new Random(3);
        var parts = new[] { "\e", "[", "]", "m", ";", ":", "3", "38", "5", "2", "text", "<b>", "\a", "\e\\", "\x9b", "\0", "é", "😀", "(", "?", "\e[0m", "\e[31;1m", "K", " " };
        for (var round = 0; round < 5_000; round++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => parts[random.Next(parts.Length)]));

            var segments = new AnsiParser().Parse(line);

            var text = string.Concat(segments.Select(segment => segment.Text));
            Assert.DoesNotContain(text, char.IsControl);
            Assert.All(segments, segment => Assert.NotEqual("", segment.Text));
            Assert.Equal(text, AnsiParser.Plain(line));
            Assert.Equal($"{text}end", AnsiParser.Plain($"{text}\e[7mend\e[m"));
        }
    }

    private static AnsiStyle StyleAfter(string sgr) => StyleOf($"\e[{sgr}m");

    private static AnsiStyle StyleOf(string line)
    {
        var parser = new AnsiParser();
        parser.Parse(line);
        return parser.Style;
    }
}
