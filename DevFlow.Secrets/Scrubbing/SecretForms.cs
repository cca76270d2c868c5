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

    /// <summary>Every form of a value, and of what in it is a secret by itself.</summary>
    public static IReadOnlySet<string> Of(string value)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in SecretParts.Of(value))
            AddTo(forms, part);
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
            WithReserved(escaped),
        ];
        foreach (var form in upper)
        {
            Add(forms, form);
            Add(forms, LowerHex(form));
        }
    }

    private static string WithReserved(string escaped)
    {
        foreach (var c in Reserved)
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
        Add(forms, value
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal)
            .Replace("\r", @"\r", StringComparison.Ordinal)
            .Replace("\t", @"\t", StringComparison.Ordinal));
    }

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
