using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace DevFlow.Secrets;

/// <summary>The ways in which a value comes to stand in a text: as it is, and as the usual encoders write it.</summary>
internal static class SecretForms
{
    // What RFC 3986 reserves; System.Uri leaves it alone when it writes a whole address.
    private const string Reserved = ":/?#[]@!$&'()*+,;=";

    // Any address would do.
    private const string Address = "http://h/?";

    // After how many characters base64 (76), openssl base64 (64) and xxd -p (60) break a line.
    private static readonly int[] _base64Lines = [76, 64];
    private const int HexLine = 60;

    // A key in PEM has some fifty. A file of thousands of lines would make every log line pay for each of them.
    private const int MostLines = 100;

    // From how many characters on a value is known by its ends, and how many those have.
    private const int Long = 16 * 1024;
    private const int End = 1024;

    /// <summary>Every form of a value, and of what in it is a secret by itself; of its lines the first hundred.</summary>
    public static IReadOnlySet<string> Of(string value) => Of(value, MostLines);

    /// <summary>The same with every line, for what is looked through once.</summary>
    public static IReadOnlySet<string> OfAllLines(string value) => Of(value, int.MaxValue);

    /// <summary>The forms of a value of a request: all, or of a long one the whole as it is, and all forms of its ends.</summary>
    public static IReadOnlySet<string> OfRequest(string value)
    {
        var whole = value.Trim();
        if (whole.Length <= Long)
            return Of(value);
        HashSet<string> forms = new(StringComparer.Ordinal) { whole };
        foreach (var end in EndsOf(whole))
            forms.UnionWith(Of(end));
        return forms;
    }

    /// <summary>A value as it is, or of a long one its ends: where there is no room for more.</summary>
    public static IReadOnlySet<string> FewOf(string value)
    {
        var whole = value.Trim();
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in whole.Length <= Long ? [whole] : EndsOf(whole))
            Add(forms, part);
        return forms;
    }

    // Not in the middle of a character of two.
    private static string[] EndsOf(string value)
    {
        var first = char.IsHighSurrogate(value[End - 1]) ? End - 1 : End;
        var last = char.IsLowSurrogate(value[^End]) ? value.Length - End + 1 : value.Length - End;
        return [value[..first], value[last..]];
    }

    private static HashSet<string> Of(string value, int mostLines)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in SecretParts.Of(value, mostLines))
            AddTo(forms, part);
        AddWrapped(forms, value.Trim());
        return forms;
    }

    /// <summary>Adds every form of one part that is long enough to be looked for.</summary>
    private static void AddTo(ISet<string> forms, string value)
    {
        Add(forms, value);
        AddUrl(forms, value);
        AddJson(forms, value);

        var bytes = Encoding.UTF8.GetBytes(value);
        AddBase64(forms, bytes);
        Add(forms, Convert.ToHexString(bytes));
        Add(forms, Convert.ToHexStringLower(bytes));
        Array.Clear(bytes);
    }

    private static void AddUrl(ISet<string> forms, string value)
    {
        var escaped = Uri.EscapeDataString(value);
        // An address in a log has what Uri.ToString() leaves escaped: some characters and not others.
        if (Uri.TryCreate(Address + escaped, UriKind.Absolute, out var uri))
            Add(forms, uri.ToString()[Address.Length..]);
        string[] upper =
        [
            escaped,
            escaped.Replace("%20", "+", StringComparison.Ordinal),
            WebUtility.UrlEncode(value),
            Without(escaped, Reserved),
            Without(escaped, "/"), // Python's quote
            Without(escaped, "!'()*"), // JavaScript's encodeURIComponent
            Without(escaped, "*").Replace("%20", "+", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal), // URLSearchParams
        ];
        foreach (var form in upper)
        {
            Add(forms, form);
            Add(forms, LowerHex(form));
        }
    }

    private static string Without(string escaped, string characters)
    {
        foreach (var c in characters)
            escaped = escaped.Replace(Uri.HexEscape(c), c.ToString(), StringComparison.Ordinal);
        return escaped;
    }

    // %2B -> %2b; the rest keeps its case.
    private static string LowerHex(string escaped) => string.Create(escaped.Length, escaped, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = (i >= 1 && source[i - 1] == '%') || (i >= 2 && source[i - 2] == '%') ? char.ToLowerInvariant(source[i]) : source[i];
    });

    private static void AddJson(ISet<string> forms, string value)
    {
        Add(forms, JavaScriptEncoder.Default.Encode(value));
        Add(forms, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value));
        Add(forms, Json(value, static _ => false));
        Add(forms, Json(value, static c => c is '<' or '>' or '&' or '\u2028' or '\u2029')); // Go
        var ascii = Json(value, static c => c >= 0x7F); // Python
        Add(forms, ascii);
        Add(forms, ascii.Replace("/", @"\/", StringComparison.Ordinal)); // PHP
        Add(forms, Json(value, static _ => false).Replace("/", @"\/", StringComparison.Ordinal));
    }

    // What has to be escaped, and what else is: with digits in lower case, which no encoder of .NET writes.
    private static string Json(string value, Func<char, bool> isEscaped)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                _ when c < ' ' || isEscaped(c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    // What stands by itself, as the tools for it break it. Its last characters may hold bits of a line break after it.
    private static void AddWrapped(ISet<string> forms, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        if (bytes.Length * 2 > HexLine)
            Add(forms, Wrapped(Convert.ToHexStringLower(bytes), HexLine));
        var base64 = Convert.ToBase64String(bytes);
        foreach (var line in _base64Lines.Where(line => base64.Length > line))
        {
            Add(forms, Wrapped(base64, line));
            Add(forms, Wrapped(base64[..(bytes.Length * 8 / 6)], line));
        }

        Array.Clear(bytes);
    }

    private static string Wrapped(string text, int line) => string.Join('\n', text.Chunk(line).Select(part => new string(part)));

    // Base64 writes three bytes as four characters of six bits each. Inside a longer text the value starts at one of three
    // alignments; the characters that hold bits of the value alone are always the same. What stands by itself is masked to
    // its end, padding and all.
    private static void AddBase64(ISet<string> forms, byte[] value)
    {
        AddBase64Alphabets(forms, Convert.ToBase64String(value));
        AddBase64Alphabets(forms, Convert.ToBase64String(value).TrimEnd('='));
        for (var before = 0; before < 3; before++)
        {
            byte[] placed = [.. new byte[before], .. value];
            var first = ((before * 8) + 5) / 6;
            var last = placed.Length * 8 / 6;
            AddBase64Alphabets(forms, Convert.ToBase64String(placed)[first..last]);
            Array.Clear(placed);
        }
    }

    private static void AddBase64Alphabets(ISet<string> forms, string base64)
    {
        Add(forms, base64);
        Add(forms, base64.Replace('+', '-').Replace('/', '_'));
    }

    private static void Add(ISet<string> forms, string form)
    {
        if (form.Length >= SecretScrubber.MinimumLength)
            forms.Add(form);
    }
}
