using System.Collections;
using System.Globalization;
using System.Text;
using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>Masks what loggers and spans carry beside text: named items of any type.</summary>
internal static class ScrubbedValues
{
    // Holds any number, date or id.
    private const int LongestFormatted = 128;

    /// <summary>The very same object when no value stands in what would be printed of it; else a masked text, or texts.</summary>
    public static object? ScrubObject(this SecretScrubber scrubber, object? value) => value switch
    {
        null or bool => value,
        string text => scrubber.Scrub(text),
        ISpanFormattable formattable when !Holds(scrubber, formattable) => value,
        // Exporters write bytes as they are.
        byte[] bytes => scrubber.Contains(Encoding.UTF8.GetString(bytes)) ? SecretValue.Mask : value,
        // Lists are written item by item. What is merely enumerable may be a query: nobody asked to run it.
        ICollection items => ScrubAll(scrubber, items) ?? value,
        IEnumerable<KeyValuePair<string, object?>> items => ScrubAll(scrubber, items) ?? value,
        _ => ScrubText(scrubber, value),
    };

    /// <summary>Whether a value stands in the name of the item or in what would be printed of it.</summary>
    public static bool Changes(this SecretScrubber scrubber, KeyValuePair<string, object?> item) =>
        scrubber.Contains(item.Key) || !ReferenceEquals(scrubber.ScrubObject(item.Value), item.Value);

    public static KeyValuePair<string, object?> ScrubItem(this SecretScrubber scrubber, KeyValuePair<string, object?> item) =>
        new(scrubber.Scrub(item.Key ?? ""), scrubber.ScrubObject(item.Value));

    public static IReadOnlyList<KeyValuePair<string, object?>> ScrubItems(
        this SecretScrubber scrubber, IEnumerable<KeyValuePair<string, object?>> items) => [.. items.Select(scrubber.ScrubItem)];

    private static bool Holds(SecretScrubber scrubber, ISpanFormattable value)
    {
        Span<char> text = stackalloc char[LongestFormatted];
        return value.TryFormat(text, out var written, format: default, CultureInfo.InvariantCulture)
            ? scrubber.Contains(text[..written])
            : scrubber.Contains(value.ToString());
    }

    private static object ScrubText(SecretScrubber scrubber, object value)
    {
        var text = value.ToString() ?? "";
        var scrubbed = scrubber.Scrub(text);
        return ReferenceEquals(scrubbed, text) ? value : scrubbed;
    }

    private static string?[]? ScrubAll(SecretScrubber scrubber, IEnumerable items)
    {
        List<string?> texts = [];
        var changed = false;
        foreach (var item in items)
        {
            var text = item?.ToString();
            var scrubbed = text is null ? null : scrubber.Scrub(text);
            changed |= !ReferenceEquals(scrubbed, text);
            texts.Add(scrubbed);
        }

        return changed ? [.. texts] : null;
    }
}
