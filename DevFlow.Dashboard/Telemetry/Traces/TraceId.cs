using System.Globalization;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>16 bytes, written as 32 lower-case hexadecimal digits (W3C Trace Context).</summary>
public readonly record struct TraceId(UInt128 Value)
{
    public static bool TryParse(string? text, out TraceId id)
    {
        var ok = text is { Length: 32 } && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : (UInt128?)null;
        id = new(ok ?? default);
        return ok is not null;
    }

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
