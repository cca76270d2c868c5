using System.Text.RegularExpressions;
using DevFlow.Secrets;

namespace DevFlow.Cli.Injecting;

/// <summary>
/// Reads templates as <c>op inject</c> does (developer.1password.com/docs/cli/secrets-template-syntax): a bare <c>op://vault/item/field</c>, which ends at the
/// first character outside letters, digits and <c>- ? _ . /</c>; <c>{{ op://vault/an item/field }}</c> for every other name; <c>{{ "text" }}</c> for braces that are
/// meant; and <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-default}</c> in references. An extension: <c>{{ JWT_SECRET }}</c>, a key of the cascade.
/// Everything else is text, other braces and dollars of the file among it.
/// </summary>
internal sealed partial class TemplateReader(string text, string path, Func<string, string?> variables, SecretCatalog catalog)
{
    private readonly List<TemplatePart> _parts = [];
    private readonly List<Problem> _problems = [];
    private int _read;

    public Template Read()
    {
        foreach (Match place in Place().Matches(text))
        {
            if (place.Groups["literal"] is { Success: true } literal)
                Add(place, new TemplatePart(literal.Value, WhereOf(place.Index)));
            else if (place.Groups["key"] is { Success: true } key)
                Add(place, new TemplatePart(place.Value, WhereOf(place.Index), key.Value));
            else
                AddReference(place, place.Groups["reference"].Value.Trim());
        }

        _parts.Add(new TemplatePart(text[_read..], WhereOf(_read)));
        return new Template(_parts, _problems);
    }

    private void AddReference(Match place, string written)
    {
        var where = WhereOf(place.Index);
        var unset = new List<string>();
        var expanded = Variable().Replace(written, variable =>
        {
            var name = variable.Groups["name"].Value;
            if (variables(name) is { Length: > 0 } value)
                return value;
            if (variable.Groups["default"] is { Success: true } other)
                return other.Value;
            unset.Add(name);
            return "";
        });
        foreach (var name in unset)
            _problems.Add(new Problem(where, $"the variable {name} is not set", $"set it, or write a default: ${{{name}:-value}}"));
        if (unset.Count > 0)
            return;

        if (!SecretReference.TryParse(expanded, out var reference, out var problem))
        {
            var remedy = place.Value.StartsWith("{{", StringComparison.Ordinal) ? null : "a name with other characters, or a query, has to be enclosed: {{ op://… }}";
            _problems.Add(new Problem(where, problem, remedy));
            return;
        }

        // Under the catalog's key the secret is the one that services read, wherever it comes from.
        var entry = catalog.Entries.FirstOrDefault(entry => reference.Equals(entry.Reference));
        Add(place, new TemplatePart(place.Value, where, entry?.Key ?? reference.ToString(), reference));
    }

    private void Add(Match place, TemplatePart part)
    {
        _parts.Add(new TemplatePart(text[_read..place.Index], WhereOf(_read)));
        _parts.Add(part);
        _read = place.Index + place.Length;
    }

    private string WhereOf(int index)
    {
        var before = text.AsSpan(0, index);
        return $"{path}:{before.Count('\n') + 1}:{index - before.LastIndexOf('\n')}";
    }

    [GeneratedRegex("""
        \{\{\s*"(?<literal>.*?)"\s*\}\}
        | \{\{\s*(?<key>[A-Z][A-Z0-9_]*)\s*\}\}
        | \{\{\s*(?<reference>op://[^\r\n]+?)\s*\}\}
        | (?<![A-Za-z0-9\-+\\.])(?<reference>op://(?:[A-Za-z0-9\-?_./]|\$[A-Za-z_][A-Za-z0-9_]*|\$\{[^}\r\n]*\})+)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\$(\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}|(?<name>[A-Za-z_][A-Za-z0-9_]*))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Variable();
}
