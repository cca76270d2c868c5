using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace DevFlow.Hosting.Dashboard;

/// <summary>The ways in which a secret comes to stand in a text: as it is, line by line, and as the usual encoders write it.</summary>
internal static class SecretForms
{
    /// <summary>What is shorter is no more than a word, and would be found in every other line.</summary>
    public const int Shortest = 8;

    /// <summary>All of them that are long enough to be looked for.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        var whole = secret.Trim();
        // A key in PEM is written line by line, and a connection string is logged in pieces: its password is a secret by itself.
        var parts = new[] { whole }.Concat(whole.Split('\n', StringSplitOptions.TrimEntries)).Concat(Passwords.In(whole));
        return parts.SelectMany(Encodings).Where(form => form.Length >= Shortest).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Encodings(string text)
    {
        if (text.Length < Shortest)
            return [];
        var bytes = Encoding.UTF8.GetBytes(text);
        return
        [
            text,
            JavaScriptEncoder.Default.Encode(text),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
            WebUtility.HtmlEncode(text),
            .. Lower(Uri.EscapeDataString(text)),
            .. Lower(WebUtility.UrlEncode(text)),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            .. Enumerable.Range(0, 3).SelectMany(before => Base64(bytes, before)),
        ];
    }

    /// <summary>Some write <c>%2B</c>, some <c>%2b</c>.</summary>
    private static IEnumerable<string> Lower(string escaped) =>
        [escaped, string.Concat(escaped.Select((c, i) => i > 0 && (escaped[i - 1] == '%' || (i > 1 && escaped[i - 2] == '%')) ? char.ToLowerInvariant(c) : c))];

    /// <summary>
    /// Base64 writes three bytes as four characters. Inside a longer text the secret starts at one of three places of such a group; the
    /// characters that hold bits of the secret alone are always the same.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] secret, int before)
    {
        byte[] placed = [.. new byte[before], .. secret];
        var text = Convert.ToBase64String(placed);
        var inside = text[(((before * 8) + 5) / 6)..(placed.Length * 8 / 6)];
        IEnumerable<string> forms = before == 0 ? [text, inside] : [inside];
        return forms.SelectMany(form => (string[])[form, form.Replace('+', '-').Replace('/', '_')]);
    }
}
