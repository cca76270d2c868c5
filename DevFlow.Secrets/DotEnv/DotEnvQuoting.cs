using System.Buffers;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>Writes a value so that reading gives it back.</summary>
internal static class DotEnvQuoting
{
    // Fewer than the dialect allows: what is in here needs no quotes in a shell, in Compose or in any other parser either.
    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,");

    /// <summary>
    /// The ways to write a value, best first. What stands around it can rule one out: a comment right behind the value needs quotes, and an
    /// unclosed quote above would take a quote of its kind for its end.
    /// </summary>
    public static IEnumerable<string> WaysToWrite(string value)
    {
        if (!value.AsSpan().ContainsAnyExcept(s_plain))
        {
            yield return value;
        }

        var oneLine = !value.AsSpan().ContainsAny('\n', '\r');
        if (oneLine && !value.Contains('\''))
        {
            yield return $"'{value}'";
        }

        yield return DoubleQuoted(value);

        if (oneLine && !value.Contains('`'))
        {
            yield return $"`{value}`";
        }
    }

    /// <summary>On one line, whatever the value: a real line break would depend on the line ends of the file.</summary>
    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var next = i + 1 < value.Length ? value[i + 1] : '\0';
            _ = value[i] switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '$' when next is '{' or '(' => text.Append("\\$"),
                var other => text.Append(other),
            };
        }

        return text.Append('"').ToString();
    }
}
