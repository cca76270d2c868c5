using System.Text;
using System.Text.RegularExpressions;

namespace DevFlow.ConnectEmulator;

/// <summary>
/// The one form of SCIM filter that Connect understands: <c>title eq "Name"</c> or <c>title co "part"</c>, with \" and \\ inside the quotes.
/// </summary>
internal sealed partial record Filter(bool IsWhole, string Text)
{
    /// <summary>Reads a filter; null, empty or blank is none.</summary>
    /// <exception cref="ApiException">400: not of that form.</exception>
    public static Filter? Parse(string? text, params ReadOnlySpan<string> attributes)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var match = Form().Match(text);
        if (!match.Success)
            throw ApiException.Invalid("Invalid filter: write it as title eq \"Name\"");
        var attribute = match.Groups["attribute"].Value;
        foreach (var allowed in attributes)
        {
            if (attribute.Equals(allowed, StringComparison.OrdinalIgnoreCase))
                return new Filter(match.Groups["op"].Value.Equals("eq", StringComparison.OrdinalIgnoreCase), Unescape(match.Groups["text"].Value));
        }

        throw ApiException.Invalid($"Invalid filter: the attribute has to be {string.Join(" or ", attributes!)}");
    }

    public bool Matches(string title, StringComparison comparison) =>
        IsWhole ? title.Equals(Text, comparison) : title.Contains(Text, comparison);

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] == '\\' ? text[++i] : text[i]);
        return plain.ToString();
    }

    [GeneratedRegex(
        """^\s*(?<attribute>\w+)\s+(?<op>eq|co)\s+"(?<text>(?:[^"\\]|\\["\\])*)"\s*\z""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
