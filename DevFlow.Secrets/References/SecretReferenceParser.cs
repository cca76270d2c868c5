using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// <code>
/// ref     = "op://" vault "/" item "/" [ section "/" ] ( field | filename ) [ "?" query ]
/// query   = "attribute=" name | "ssh-format=openssh"
/// segment = 1*( ALPHA / DIGIT / "-" / "_" / "." / SP / percent-encoded )
/// </code>
/// </summary>
internal static class SecretReferenceParser
{
    private const string Shape = "op://vault/item/field or op://vault/item/section/field";

    private static readonly string[] _attributes = ["type", "value", "id", "purpose", "otp", "content", "size", "name"];

    public static (SecretReference? Reference, string? Problem) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Wrong($"the reference is empty; write {Shape}");
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
            return Wrong("the reference has a blank before or after it; remove it");
        if (!text.StartsWith(SecretReference.Scheme, StringComparison.OrdinalIgnoreCase))
            return Wrong($"a reference starts with op://; write {Shape}");

        var query = text.IndexOf('?');
        var path = query < 0 ? text[SecretReference.Scheme.Length..] : text[SecretReference.Scheme.Length..query];
        var (segments, problem) = ReadSegments(path);
        if (segments is null)
            return Wrong(problem!);

        string? attribute = null;
        string? sshFormat = null;
        if (query >= 0 && ReadQuery(text[(query + 1)..], out attribute, out sshFormat) is { } queryProblem)
            return Wrong(queryProblem);

        var section = segments.Length == 4 ? segments[2] : null;
        return (new SecretReference(segments[0], segments[1], section, segments[^1], attribute, sshFormat), null);
    }

    private static (string[]? Segments, string? Problem) ReadSegments(string path)
    {
        var segments = path.Split('/');
        if (segments.Length > 1 && segments[^1].Length == 0)
            return (null, $"the reference ends with a slash; write {Shape}");
        if (segments.Length is < 3 or > 4)
        {
            var parts = segments.Length == 1 ? "1 part" : $"{segments.Length} parts";
            return (null, $"the reference has {parts} after op://, not 3 or 4; write {Shape}");
        }

        string[] names = segments.Length == 3 ? ["vault", "item", "field"] : ["vault", "item", "section", "field"];
        for (var i = 0; i < segments.Length; i++)
        {
            if (ReadSegment(ref segments[i], names[i]) is { } problem)
                return (null, problem);
        }

        return (segments, null);
    }

    private static string? ReadSegment(ref string segment, string name)
    {
        if (string.IsNullOrWhiteSpace(segment))
            return $"the {name} is empty; write {Shape}";
        foreach (var rune in segment.EnumerateRunes())
        {
            if (rune.Value is '$' or '{' or '}')
                return $"the {name} holds '{rune}': variables are written ${{NAME}} and expanded in .env files only; write the name itself";
            if (rune.Value != '%' && !(rune.IsAscii && PercentEncoding.IsPlain((char)rune.Value)))
            {
                return $"the {name} holds {Show(rune)}; 1Password allows letters, digits, - _ . and blanks: "
                    + $"write the {name}'s id instead, or the character as {Encode(rune)}";
            }
        }

        if (!PercentEncoding.TryDecode(segment, out var decoded) || decoded.Any(char.IsControl) || string.IsNullOrWhiteSpace(decoded))
        {
            return $"the {name} holds a % that does not start a percent-encoded character; "
                + $"write the {name}'s id instead, or the % as %25";
        }

        segment = decoded;
        return null;
    }

    private static string? ReadQuery(string query, out string? attribute, out string? sshFormat)
    {
        attribute = sshFormat = null;
        var equals = query.IndexOf('=');
        var key = equals < 0 ? query : query[..equals];
        var value = equals < 0 ? "" : query[(equals + 1)..];
        if (query.Contains('&'))
            return "the reference has more than one query; write one of ?attribute=… and ?ssh-format=openssh";

        if (key.Equals("attribute", StringComparison.OrdinalIgnoreCase))
        {
            attribute = Array.Find(_attributes, a => a.Equals(value, StringComparison.OrdinalIgnoreCase));
            return attribute is null ? $"the attribute is unknown; write one of {string.Join(", ", _attributes)}" : null;
        }

        if (key.Equals("ssh-format", StringComparison.OrdinalIgnoreCase))
        {
            sshFormat = value.Equals("openssh", StringComparison.OrdinalIgnoreCase) ? "openssh" : null;
            return sshFormat is null ? "the ssh-format is unknown; write ?ssh-format=openssh" : null;
        }

        return "the query is unknown; write ?attribute=… or ?ssh-format=openssh";
    }

    private static (SecretReference?, string?) Wrong(string problem) => (null, problem);

    private static string Show(Rune rune) => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? $"U+{rune.Value:X4}" : $"'{rune}'";

    private static string Encode(Rune rune)
    {
        var text = new StringBuilder();
        PercentEncoding.Append(text, rune.ToString());
        return text.ToString();
    }
}
