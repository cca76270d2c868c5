using System.Buffers;

namespace DevFlow.Dashboard.Telemetry;

internal static class FieldExtensions
{
    /// <returns>The value of the attribute; null when there is none of that name.</returns>
    public static string? Find(this IReadOnlyList<Field> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == name)
                return fields[i].Value;
        }

        return null;
    }

    /// <summary>Whether the text is in the value of one of them.</summary>
    public static bool HasValue(this IReadOnlyList<Field> fields, SearchValues<string> text)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Value.AsSpan().ContainsAny(text))
                return true;
        }

        return false;
    }
}
