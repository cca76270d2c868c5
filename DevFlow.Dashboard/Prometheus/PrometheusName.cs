using System.Text;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Prometheus;

/// <summary>Names as OpenTelemetry's "Prometheus and OpenMetrics Compatibility" has them.</summary>
internal static class PrometheusName
{
    /// <summary>The name of an instrument, with its unit, and <c>_total</c> for what only grows.</summary>
    public static string Of(Instrument instrument)
    {
        const string total = "_total";
        var isCounter = instrument.Kind == InstrumentKind.Counter;
        var name = Cleaned(instrument.Name, colons: true);
        if (isCounter && name.EndsWith(total, StringComparison.Ordinal))
            name = name[..^total.Length];
        var unit = Cleaned(PrometheusUnit.Of(instrument), colons: false).Trim('_');
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal))
            name = $"{name.TrimEnd('_')}_{unit}";
        return isCounter ? name.TrimEnd('_') + total : name;
    }

    public static string OfLabel(string attribute) => Cleaned(attribute, colons: false);

    /// <summary>Letters, digits and single underscores, no digit first.</summary>
    private static string Cleaned(string text, bool colons)
    {
        var name = new StringBuilder(text.Length + 1);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetter(letter) || char.IsAsciiDigit(letter) || (colons && letter == ':'))
                name.Append(name.Length == 0 && char.IsAsciiDigit(letter) ? "_" : "").Append(letter);
            else if (name.Length == 0 || name[^1] != '_')
                name.Append('_');
        }

        return name.ToString();
    }
}
