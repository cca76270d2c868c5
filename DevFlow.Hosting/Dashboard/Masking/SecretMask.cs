using System.Buffers;
using System.Text;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Finds the secrets that are known at one moment in texts, all in one pass.</summary>
internal sealed class SecretMask
{
    public const string Stars = "***";

    private readonly HashSet<string> _secrets;
    private readonly string[] _forms;
    private readonly SearchValues<string> _search;

    public SecretMask(IEnumerable<string> secrets)
    {
        _secrets = new(secrets, StringComparer.Ordinal);
        // The longest first: a form may begin with another.
        _forms = [.. _secrets.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
        _search = SearchValues.Create(_forms, StringComparison.Ordinal);
    }

    /// <summary>Whether a secret, or what would tell it, stands in the text; one that is too short to be looked for only when it is the whole.</summary>
    public bool IsIn(string text) => _secrets.Contains(text) || text.AsSpan().ContainsAny(_search);

    /// <summary>The text with stars in the place of secrets.</summary>
    public string Hide(string text)
    {
        if (!text.AsSpan().ContainsAny(_search))
            return text;
        var hidden = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(_search) is >= 0 and var at)
        {
            hidden.Append(rest[..at]).Append(Stars);
            rest = rest[(at + LengthAt(rest[at..]))..];
        }

        return hidden.Append(rest).ToString();
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.Ordinal))
                return form.Length;
        }

        throw new InvalidOperationException("What was found is one of those that were looked for.");
    }
}
