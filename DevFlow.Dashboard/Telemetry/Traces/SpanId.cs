using System.Globalization;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>8 bytes, written as 16 lower-case hexadecimal digits (W3C Trace Context). Zero is no span.</summary>
public readonly record struct SpanId(ulong Value)
{
    public bool IsNone => Value == 0;

    public static bool TryParse(string? text, out SpanId id)
    {
        var ok = text is { Length: 16 } && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : (ulong?)null;
        id = new(ok ?? default);
        return ok is not null;
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
