using System.Text.Json;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Publishing;

/// <summary>
/// The values that a manifest derives from parameters: a password inside a URI is percent-encoded, and the manifest says so by
/// an <c>annotated.string</c> of its own.
/// </summary>
/// <param name="takenNames">The names in the manifest so far; a derived value takes none of them.</param>
internal sealed class EncodedParameters(HashSet<string> takenNames)
{
    private readonly Dictionary<ParameterResource, Dictionary<string, string>> _names = [];

    /// <summary>How the manifest names what fills a hole of an expression: encoded where the hole asks for it.</summary>
    public string ExpressionOf(ReferenceExpression expression)
    {
        var holes = expression.ValueProviders.Select((provider, index) => expression.StringFormats[index] is { Length: > 0 } format && ParameterOf(provider) is { } parameter
            ? $"{{{NameOf(parameter, format)}.value}}"
            : expression.ManifestExpressions[index]);
        return string.Format(null, expression.Format, [.. holes]);
    }

    /// <summary>Makes sure that the derived values of an expression are in the manifest.</summary>
    public void Add(ReferenceExpression expression) => _ = ExpressionOf(expression);

    /// <summary>Writes what is derived from a parameter and not written yet.</summary>
    public void Write(ParameterResource parameter, Utf8JsonWriter writer)
    {
        if (!_names.Remove(parameter, out var names))
            return;
        foreach (var (format, name) in names)
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", "annotated.string");
            writer.WriteString("value", parameter.ValueExpression);
            writer.WriteString("filter", format);
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes what is derived from any parameter and not written yet.</summary>
    public void WriteAll(Utf8JsonWriter writer)
    {
        foreach (var parameter in _names.Keys.ToList())
            Write(parameter, writer);
    }

    /// <summary>Expressions that are nothing but one parameter count as that parameter.</summary>
    private static ParameterResource? ParameterOf(IValueProvider provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] } => parameter,
        _ => null,
    };

    private string NameOf(ParameterResource parameter, string format)
    {
        if (!_names.TryGetValue(parameter, out var names))
            _names[parameter] = names = new(StringComparer.Ordinal);
        if (!names.TryGetValue(format, out var name))
            names[format] = name = FreeName($"{parameter.Name}-{format}-encoded");
        return name;
    }

    private string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 1; !takenNames.Add(name); i++)
            name = $"{wanted}-{i}";
        return name;
    }
}
