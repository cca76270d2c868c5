using DevFlow.Dashboard.Components.Console;

namespace DevFlow.Dashboard.Tests;

public sealed class LinePiecesTests
{
    [Theory]
    [InlineData("see https://example.org/a?b=c#d.", "https://example.org/a?b=c#d")]
    [InlineData("(http://localhost:8080)", "http://localhost:8080")]
    [InlineData("\"HTTP://Example.org/x\", done", "HTTP://Example.org/x")]
    [InlineData("<a href='https://example.org/'>", "https://example.org/")]
    public void A_web_address_is_a_link(string line, string url) => Assert.Equal(url, Assert.Single(Pieces(line), piece => piece.Url is not null).Url);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    [InlineData("http://:bad")]
    public void Nothing_else_is(string line) => Assert.DoesNotContain(Pieces(line), piece => piece.Url is not null);

    [Fact]
    public void Matches_are_marked_whatever_their_case_and_across_styles()
    {
        var pieces = Pieces("an \e[31mErr\e[0mor, an error", "ERROR");

        Assert.Equal(["Err", "or", "error"], pieces.Where(piece => piece.IsMatch).Select(piece => piece.Text));
        Assert.Equal("an Error, an error", string.Concat(pieces.Select(piece => piece.Text)));
    }

    [Fact]
    public void A_match_in_a_link_is_both()
    {
        var pieces = Pieces("go to http://localhost:8181/health now", "8181");

        Assert.Equal(["http://localhost:", "8181", "/health"], pieces.Where(piece => piece.Url == "http://localhost:8181/health").Select(piece => piece.Text));
        Assert.Equal("8181", Assert.Single(pieces, piece => piece.IsMatch).Text);
    }

    [Fact]
    public void A_line_without_end_is_cut()
    {
        var pieces = Pieces($"\e[31m{new string('x', 9_000)}\e[0m{new string('y', 9_000)}");

        Assert.Equal(LinePieces.MaxLength, pieces.Sum(piece => piece.Text.Length));
    }

    private static List<LinePiece> Pieces(string line, string? search = null) => [.. LinePieces.Of(new(new(1, default, line, IsError: false), new AnsiParser().Parse(line)), search)];
}
