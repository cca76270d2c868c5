namespace DevFlow.Dashboard.Telemetry;

/// <summary>
/// Gives equal texts as one object: names, and most values, come again with every span. A text only displaces another whose hash
/// falls in its place, so the pool never grows, never needs clearing, and is right also when two threads race for a place.
/// </summary>
internal sealed class TextPool
{
    /// <summary>Longer texts seldom come twice.</summary>
    private const int MaxLength = 128;

    private readonly string?[] _texts = new string?[16 * 1024];

    public string Share(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return text;
        ref var place = ref _texts[StringComparer.Ordinal.GetHashCode(text) & (_texts.Length - 1)];
        var known = Volatile.Read(ref place);
        if (known == text)
            return known;
        Volatile.Write(ref place, text);
        return text;
    }
}
