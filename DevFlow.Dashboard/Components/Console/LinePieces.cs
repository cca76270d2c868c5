using System.Text.RegularExpressions;
using DevFlow.Dashboard.Components.Shared;

namespace DevFlow.Dashboard.Components.Console;

internal static partial class LinePieces
{
    /// <summary>How much of a line is shown: a browser is slow with more, and the download has it all.</summary>
    public const int MaxLength = 8_000;

    /// <summary>A line cut wherever its style changes, a web address begins or ends, or a match does.</summary>
    public static IEnumerable<LinePiece> Of(ConsoleRow row, string? search)
    {
        var text = row.Text.Length <= MaxLength ? row.Text : row.Text[..MaxLength];
        var links = Address().Matches(text).Where(link => WebAddress.IsWeb(link.Value)).Select(link => (Start: link.Index, End: link.Index + link.Length, Url: link.Value)).ToList();
        var matches = Matches(text, search).Select(start => (Start: start, End: start + search!.Length)).ToList();
        var start = 0;
        foreach (var segment in row.Segments)
        {
            var end = Math.Min(start + segment.Text.Length, text.Length);
            var cuts = links.SelectMany(link => new[] { link.Start, link.End }).Concat(matches.SelectMany(match => new[] { match.Start, match.End }))
                .Where(cut => cut > start && cut < end).Append(end).Distinct().Order().ToList();
            foreach (var cut in cuts.Where(cut => cut > start))
            {
                yield return new(
                    text[start..cut],
                    segment.Style,
                    links.Where(link => link.Start <= start && cut <= link.End).Select(link => link.Url).FirstOrDefault(),
                    matches.Exists(match => match.Start <= start && cut <= match.End));
                start = cut;
            }
        }
    }

    /// <summary>Where a text has what is searched for, whatever the case of its letters.</summary>
    public static IEnumerable<int> Matches(string text, string? search)
    {
        if (string.IsNullOrEmpty(search))
            yield break;
        for (var at = text.IndexOf(search, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(search, at + search.Length, StringComparison.OrdinalIgnoreCase))
            yield return at;
    }

    // A sentence's end and a closing bracket or quote after an address do not belong to it.
    [GeneratedRegex("""https?://[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
