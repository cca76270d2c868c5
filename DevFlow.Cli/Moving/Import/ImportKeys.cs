using System.Text;
using DevFlow.Secrets;

namespace DevFlow.Cli.Moving.Import;

/// <summary>Makes environment keys of the paths of a tree.</summary>
internal static class ImportKeys
{
    /// <summary>
    /// The catalog's key when the path is one of the catalog's, otherwise the path itself in upper case: llm.aosentry.api_key is
    /// AOSENTRY_API_KEY, smtp.userName becomes SMTP_USER_NAME.
    /// </summary>
    /// <returns>Null when it cannot be made a key.</returns>
    public static string? Of(IReadOnlyList<string> path, SecretCatalog catalog)
    {
        var dotted = string.Join('.', path);
        var known = catalog.Entries.FirstOrDefault(entry =>
            entry.Key == dotted || entry.Path.Equals(dotted.Replace('-', '_'), StringComparison.OrdinalIgnoreCase));
        var key = known?.Key ?? string.Join('_', path.Select(UpperSnake));
        return KeyArgument.IsKey(key) ? key : null;
    }

    private static string UpperSnake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && (char.IsAsciiLetterLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1])))
                text.Append('_');
            text.Append(name[i] is '-' or '.' or ' ' ? '_' : char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
