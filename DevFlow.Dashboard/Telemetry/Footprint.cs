namespace DevFlow.Dashboard.Telemetry;

/// <summary>Roughly how much memory something takes, on the high side: as if it shared no text with others.</summary>
internal static class Footprint
{
    private const int Object = 160;
    private const int Attribute = 40;

    public static long Of(Span span)
    {
        var bytes = Object + Of(span.Name) + Of(span.StatusText) + Of(span.Fields);
        foreach (var happened in span.Events)
            bytes += Object + Of(happened.Name) + Of(happened.Fields);
        foreach (var link in span.Links)
            bytes += Object + Of(link.Fields);
        return bytes;
    }

    public static long Of(LogEntry entry) => Object + Of(entry.Message) + Of(entry.Fields);

    private static long Of(string? text) => text is null ? 0 : text.Length * sizeof(char);

    private static long Of(IReadOnlyList<Field> fields)
    {
        long bytes = 0;
        for (var i = 0; i < fields.Count; i++)
            bytes += Attribute + Of(fields[i].Name) + Of(fields[i].Value);
        return bytes;
    }
}
